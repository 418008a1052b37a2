import { expect, it } from 'vitest';
import { Outage } from '#shared/faults';
import { startEmbedded } from '#test/fakes';
import { held } from '#test/held';
import { submit } from './case.ts';

it('a mail server that does not answer is not asked again at once, and the case goes on', async () => {
  const strict = held();
  let tries = 0;
  const down = () => {
    tries += 1;
    return Promise.reject(new Outage('The mail server does not answer'));
  };
  await using site = await startEmbedded({
    watch: { ...strict, ports: (host) => strict.ports({ ...host, mail: { send: down } }) },
  });
  const id = await submit(site);
  await site.idle();
  expect(tries).toBeGreaterThan(0);
  // Once for each change of the case that left a message.
  expect(tries).toBeLessThanOrEqual(2);
  expect(await site.table.get({ pk: `CASE#${id}`, sk: 'CASE' })).toMatchObject({ stage: 'acceptance' });
});
