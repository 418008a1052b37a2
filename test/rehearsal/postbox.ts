import * as z from 'zod/mini';
import { linkIn, type Mail, type Postbox } from '#test/scenarios/driver/postbox';
import { invocations } from './invocations.ts';
import type { Emulator } from './ministack.ts';

const Kept = z.object({
  messages: z.record(
    z.string(),
    z.array(z.object({ MessageId: z.string(), To: z.array(z.string()), Subject: z.string(), BodyText: z.string() })),
  ),
});

/** Everybody's mail, as the emulator's SES has taken it: the raw mails that the deployed function has sent. */
export const sesPostbox = (emulator: Pick<Emulator, 'endpoint' | 'folder'>): Postbox & { all(): Promise<Mail[]> } => {
  let seen = 0;
  let read: { readonly ended: number; readonly mails: Mail[] } | undefined;
  /** The emulator gives all of it or nothing, so it is asked only when a function has ended that may have mailed. */
  const all = async (): Promise<Mail[]> => {
    const ended = invocations(emulator, 'ended');
    if (read?.ended !== ended) read = { ended, mails: await fetched() };
    return read.mails;
  };
  const fetched = async (): Promise<Mail[]> => {
    const { messages } = Kept.parse(await (await fetch(`${emulator.endpoint}/_ministack/ses/messages`)).json());
    return Object.values(messages)
      .flat()
      .map(({ MessageId, To, Subject, BodyText }, i) => ({
        id: MessageId,
        to: (To[0] ?? '').replaceAll(/[<>]/g, ''),
        subject: Subject,
        text: BodyText,
        at: i,
      }));
  };
  return {
    all,
    fresh: async () => {
      const mails = (await all()).slice(seen);
      seen += mails.length;
      return mails;
    },
    newest: async (to, path) =>
      (await all())
        .filter((mail) => mail.to === to)
        .toReversed()
        .flatMap((mail) => linkIn(mail, path) ?? [])[0],
  };
};
