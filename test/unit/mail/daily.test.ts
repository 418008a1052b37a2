import { describe, expect, it } from 'vitest';
import { openStore } from '#infra/embedded/sqlite';
import { openTable } from '#infra/embedded/table';
import { Outage } from '#shared/faults';
import { daily } from '#shared/mail/daily';
import type { OutgoingMail } from '#shared/mail/mail';
import { Instant } from '#shared/time/instant';

const mailOf = (id: string): OutgoingMail => ({ id, to: 'a@b.cn', subject: '', text: '', html: '', list: '' });

const limited = (most: number) => {
  let now = Date.UTC(2019, 0, 25, 4);
  const sent: string[] = [];
  let full = 0;
  const mail = daily(
    { send: async ({ id }) => void sent.push(id) },
    {
      table: openTable(openStore(':memory:')),
      clock: { now: () => Instant.parse(now) },
      most,
      full: () => {
        full += 1;
      },
    },
  );
  return {
    mail,
    sent,
    full: () => full,
    until: (to: number) => {
      now = to;
    },
  };
};

describe('the mails of a day', () => {
  it('go out up to the limit, and wait from there on', async () => {
    const { mail, sent, full } = limited(3);
    for (const id of ['a', 'b', 'c']) await mail.send(mailOf(id));
    await expect(mail.send(mailOf('d'))).rejects.toThrow(Outage);
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(full()).toBe(1);
  });

  it('are new ones from midnight in Shanghai', async () => {
    const { mail, sent, until } = limited(1);
    await mail.send(mailOf('a'));
    until(Date.UTC(2019, 0, 25, 15, 59));
    await expect(mail.send(mailOf('b'))).rejects.toThrow(Outage);
    until(Date.UTC(2019, 0, 25, 16));
    await mail.send(mailOf('b'));
    expect(sent).toEqual(['a', 'b']);
  });

  it('are no more when many want to be the last at once', async () => {
    const { mail, sent, full } = limited(5);
    const all = Array.from({ length: 20 }, (_, i) => mail.send(mailOf(String(i))));
    const settled = await Promise.allSettled(all);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(sent).toHaveLength(5);
    expect(full()).toBe(15);
  });
});
