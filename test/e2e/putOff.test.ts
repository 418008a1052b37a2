import { expect, it } from 'vitest';
import { Outage } from '#shared/faults';
import { outboxEntry } from '#shared/outbox/messages';
import { startEmbedded } from '#test/fakes';
import { held } from '#test/held';

it('a mail that cannot leave is tried again ever more rarely, whatever waits behind it, and then all leave in order', async () => {
  const server = { down: true, tries: 0 };
  const watch = held();
  await using site = await startEmbedded({
    watch: {
      ...watch,
      ports: (host) => ({
        ...watch.ports(host),
        mail: {
          send: (mail) => {
            server.tries += 1;
            return server.down ? Promise.reject(new Outage('No answer')) : host.mail.send(mail);
          },
        },
      }),
    },
  });
  const from = site.clock.now();
  const after = (seconds: number) => site.moveTo(new Date(from + seconds * 1_000).toISOString());
  const to = { kind: 'person', person: 'li-min' } as const;
  await site.table.transact(
    [1, 2, 3].map((seq) =>
      outboxEntry('ACCOUNT#li-min', seq, 0, from, { kind: 'mail', letter: 'signIn', to, link: 'l' }),
    ),
  );
  await after(300);
  expect(server.tries).toBe(4); // at once, and after 30, 90 and 210 seconds
  server.down = false;
  await after(600);
  expect(server.tries).toBe(7);
  expect(site.mailbox.list().map(({ id }) => id.slice(-12))).toEqual(['0000000003.0', '0000000002.0', '0000000001.0']);
});
