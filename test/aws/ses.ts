import { type Answering, xml } from './wire.ts';

/** A mail as SES took it. The same `id` twice is the same mail, sent twice. */
export type Delivered = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: number;
};

const header = (raw: string, name: string): string =>
  (new RegExp(`^${name}: (.*(?:\\r\\n .*)*)`, 'im').exec(raw)?.[1] ?? '').replaceAll(
    /=\?UTF-8\?B\?([^?]*)\?=(?:\r\n )?/g,
    (_, words: string) => Buffer.from(words, 'base64').toString(),
  );

const plainPart = (raw: string): string => {
  const [, body = ''] = /Content-Type: text\/plain.*?\r\n\r\n(.*?)\r\n--/s.exec(raw) ?? [];
  return Buffer.from(body, 'base64').toString();
};

/** SES as a mail port uses it: it takes what it is given, and says so. */
export const localSes =
  (now: () => number, deliver: (mail: Delivered) => void): Answering =>
  ({ body }) => {
    const form = new URLSearchParams(body.toString());
    const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString();
    const [to = '', ...others] = [...form].flatMap(([name, value]) =>
      name.startsWith('Destinations.') ? [value] : [],
    );
    if (others.length > 0) throw new Error('One mail goes to one address');
    const id = header(raw, 'X-Nuanliu-Id');
    deliver({ id, to, subject: header(raw, 'Subject'), text: plainPart(raw), at: now() });
    return xml(
      200,
      `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>${id}</MessageId></SendRawEmailResult></SendRawEmailResponse>`,
    );
  };
