import { afterEach, describe, expect, it } from 'vitest';
import { virtualClock } from '#infra/embedded/clock';
import { openMail } from '#infra/embedded/mail';
import { openMailbox } from '#infra/embedded/mailbox';
import { readSettings } from '#infra/embedded/settings';
import { smtpMail } from '#infra/embedded/smtp';
import { openStore } from '#infra/embedded/sqlite';
import { openTable } from '#infra/embedded/table';
import { Outage } from '#shared/faults';
import type { Mail, OutgoingMail } from '#shared/mail/mail';
import { Undeliverable } from '#shared/mail/undeliverable';
import { openMailServer } from './mailServer.ts';

const aMail = (more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  id: 'CASE#HA-2019-482137/OUT#mail#0000000002.0',
  to: 'chair@example.org',
  subject: '请办理：基层工会初审 困-2019-482137',
  text: '请看 https://union.example/t/abc\n',
  html: '<!doctype html><html><body><p>请看 <a href="https://union.example/t/abc">https://union.example/t/abc</a></p></body></html>',
  list: 'hardshipAid.union.example',
  ...more,
});

type Received = { readonly id: string; readonly to: string };
type Place = { readonly mail: Mail; readonly received: () => Received[]; readonly close: () => Promise<void> | void };

const mailboxPlace = (): Promise<Place> => {
  const store = openStore(':memory:');
  const mailbox = openMailbox(store, virtualClock(Date.UTC(2019, 2, 11)));
  return Promise.resolve({ mail: mailbox, received: () => mailbox.list(), close: () => store.close() });
};

const FROM = '暖流 <nuanliu@union.example>';

const smtpPlace = async () => {
  const server = await openMailServer({
    authOptional: true,
    onRcptTo: ({ address }, _session, done) => {
      const code = address.startsWith('nobody') ? 550 : address.startsWith('later') ? 451 : undefined;
      done(code === undefined ? null : Object.assign(new Error('refused'), { responseCode: code }));
    },
  });
  const { letters: raw, port } = server;
  const url = `smtp://127.0.0.1:${port}`;
  const mail = smtpMail(url, FROM);
  const header = (name: string, text: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1] ?? '';
  return {
    mail,
    url,
    raw,
    received: () => raw.map((text) => ({ id: header('Message-ID', text), to: header('To', text) })),
    close: async () => {
      mail.close();
      await server.close();
    },
  };
};

const opened: Place[] = [];
const keep = <T extends Place>(place: T): T => (opened.push(place), place);
afterEach(async () => {
  for (const place of opened.splice(0)) await place.close();
});

describe.each([
  ['the mailbox', mailboxPlace],
  ['an SMTP server', smtpPlace],
])('mail over %s', (_name, open: () => Promise<Place>) => {
  it('arrives', async () => {
    const { mail, received } = keep(await open());
    await mail.send(aMail());
    expect(received()).toHaveLength(1);
    expect(received()[0]?.to).toContain('chair@example.org');
  });

  it('keeps one identity however often it is sent', async () => {
    const { mail, received } = keep(await open());
    await mail.send(aMail());
    await mail.send(aMail());
    await mail.send(aMail({ id: 'another' }));
    expect(new Set(received().map(({ id }) => id)).size).toBe(2);
  });
});

describe('the mailbox', () => {
  it('keeps a mail exactly once, and gives it back by id and by recipient', async () => {
    const store = openStore(':memory:');
    const mailbox = openMailbox(store, virtualClock(1_000));
    await Promise.all([
      mailbox.send(aMail()),
      mailbox.send(aMail()),
      mailbox.send(aMail({ id: 'b', to: 'Other@Example.org' })),
    ]);
    expect(mailbox.list().map(({ id }) => id)).toEqual(['b', aMail().id]);
    expect(mailbox.list({ to: 'other@example.org' })).toHaveLength(1);
    expect(mailbox.list({ since: 1_001 })).toHaveLength(0);
    expect(mailbox.get(aMail().id)).toMatchObject({ ...aMail(), at: 1_000 });
    store.close();
  });
});

describe('an SMTP server', () => {
  it('gets Message-ID, List-Id and both parts', async () => {
    const { mail, raw } = keep(await smtpPlace());
    await mail.send(aMail());
    expect(raw[0]).toMatch(/^Message-ID: <[\da-f]{40}@union\.example>\r?$/im);
    expect(raw[0]).toMatch(/^List-ID: .*<hardshipAid\.union\.example>\r?$/im);
    expect(raw[0]).toMatch(/^Auto-Submitted: auto-generated\r?$/im);
    expect(raw[0]).toContain('multipart/alternative');
  });

  it('that refuses the recipient for good makes it undeliverable', async () => {
    const { mail } = keep(await smtpPlace());
    await expect(mail.send(aMail({ to: 'nobody@example.org' }))).rejects.toBeInstanceOf(Undeliverable);
  });

  it('that refuses it for now, or is not there, is an outage', async () => {
    const { mail } = keep(await smtpPlace());
    await expect(mail.send(aMail({ to: 'later@example.org' }))).rejects.toBeInstanceOf(Outage);
    const gone = smtpMail('smtp://127.0.0.1:9', 'nuanliu@union.example');
    await expect(gone.send(aMail())).rejects.toBeInstanceOf(Outage);
    gone.close();
  });

  it('gets no second recipient out of an address', async () => {
    const { mail } = keep(await smtpPlace());
    await expect(mail.send(aMail({ to: 'a@example.org, b@example.org' }))).rejects.toThrow();
  });
});

describe('the mails of a day', () => {
  it('are no more than the operator says: the rest waits for the next', async () => {
    const { url, received } = keep(await smtpPlace());
    const { smtp } = readSettings({ SMTP_URL: url, MAIL_FROM: FROM, NUANLIU_MAILS: '2' });
    if (!smtp) throw new Error('A server is named');
    const store = openStore(':memory:');
    const clock = virtualClock(Date.UTC(2019, 2, 11));
    const { mail } = openMail({ smtp, store, clock, table: openTable(store) });
    for (const id of ['a', 'b']) await mail.send(aMail({ id }));
    await expect(mail.send(aMail({ id: 'c' }))).rejects.toThrow(Outage);
    expect(received()).toHaveLength(2);
    clock.moveTo(Date.UTC(2019, 2, 12));
    await mail.send(aMail({ id: 'c' }));
    expect(received()).toHaveLength(3);
    store.close();
  });

  it.each(['0', '2.5', 'many'])('must be a number: %s is refused with what to give', (NUANLIU_MAILS) => {
    expect(() => readSettings({ SMTP_URL: 'smtp://127.0.0.1', NUANLIU_MAILS })).toThrow('such as 2000');
  });
});
