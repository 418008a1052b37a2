import * as z from 'zod/mini';
import { batchEvents } from '#shared/events/lanes';
import type { CaseId } from '#shared/ids';
import type { Table } from '#shared/table/table';

const Enlisted = z.object({
  listed: z.number(),
  twice: z.number(),
  overCap: z.number(),
  servedBefore: z.number(),
  late: z.number(),
});
/** What the batches of rosters came to: the difference list, but for who is missing. */
export type Counts = z.infer<typeof Enlisted>;

export const enlistedIn = async (table: Table, id: CaseId, of: string): Promise<Counts> => {
  const sum: Counts = { listed: 0, twice: 0, overCap: 0, servedBefore: 0, late: 0 };
  for (const { data } of await batchEvents(table, id, `enlisted#${of}#`)) {
    const counts = Enlisted.parse(data);
    sum.listed += counts.listed;
    sum.twice += counts.twice;
    sum.overCap += counts.overCap;
    sum.servedBefore += counts.servedBefore;
    sum.late += counts.late;
  }
  return sum;
};

/** How many people of the registers no roster names, by how many batches. */
export const comparedIn = async (
  table: Table,
  id: CaseId,
  of: string,
): Promise<{ batches: number; missing: number }> => {
  const events = await batchEvents(table, id, `compared#${of}#`);
  return { batches: events.length, missing: events.reduce((sum, { data }) => sum + Number(data['missing']), 0) };
};
