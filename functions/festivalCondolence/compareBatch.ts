import type { Case } from '#shared/cases/case';
import { type Batch, batchName } from '#shared/coverage/cut';
import { peopleOf, placesOf } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { noteBatch } from '#shared/events/lanes';
import type { Host } from '#shared/host';
import { rowsOf } from '#shared/rosters/rows';

const PAGE = 1_000;

/** Counts whom of these rows no roster names; noted once, like every batch. */
export const compareBatch = async (host: Pick<Host, 'table' | 'clock'>, each: Case, batch: Batch): Promise<void> => {
  let missing = 0;
  for (const { scope, unit, import: list, from, to } of batch.rows) {
    for (let next = from; next <= to;) {
      const rows = await rowsOf(host.table, { scope, unit }, list, { from: next, limit: PAGE });
      const people = rows.filter(({ row }) => row <= to).map(({ person }) => person);
      missing += people.length - (await placesOf(host.table, peopleOf(each), people)).size;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) break;
      next = last.row + 1;
    }
  }
  await noteBatch(host, each.id, batchName('compared', batch), () => ({
    event: { type: 'compared', by: SYSTEM, data: { n: batch.n, missing } },
  }));
};
