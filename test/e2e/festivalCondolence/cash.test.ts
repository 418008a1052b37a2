import { describe, expect, it } from 'vitest';
import { reportOn } from '#functions/report';
import { getCase } from '#shared/cases/change';
import { batches } from '#shared/payments/batches';
import { CivilDate } from '#shared/time/civil';
import { startEmbedded } from '#test/fakes';
import { answer } from './campaign.ts';
import { bankSays, build, toPayment } from './children.ts';

describe('money for children', () => {
  it('goes through the bank batch, a line for each child, and is reported from the ledger', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await toPayment(site);
    const batch = await build(site, id, 'batch-of-june-1');
    expect((await batches(site.table).lines(batch.id)).map(({ status }) => status)).toEqual(Array(5).fill('sent'));
    expect((await build(site, id, 'batch-of-june-1')).sha256).toBe(batch.sha256);
    const { result } = await bankSays(site, batch);
    expect(result).toMatchObject({ paid: 5, paidFen: 250_000, faults: [] });
    expect((await bankSays(site, batch)).again).toBe(true);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'closing', paidFen: 250_000 });
    await answer(site, id, 'zhou-wei', 'closing', 'close');
    const { sections } = await reportOn(site.host, {
      from: CivilDate.parse('2019-01-01'),
      to: CivilDate.parse('2019-06-30'),
    });
    const figures = sections.find(({ pipeline }) => pipeline === 'festivalCondolence')?.figures ?? [];
    const found = figures
      .filter(({ id: name }) => name.startsWith('B3'))
      .map(({ value, rows }) => [value, rows.length]);
    expect(found).toEqual([
      [5, 5],
      [250_000, 5],
    ]);
  });
});
