import * as z from 'zod/mini';
import type { Case } from '#shared/cases/case';
import type { Table } from '#shared/table/table';
import { type ChainedEvent, firstBreak, GENESIS } from './chain.ts';
import { laneOfCase, lanes } from './lanes.ts';

/** The heads that an event of the log has sealed. */
const Sealed = z.object({
  lanes: z.array(z.object({ lane: z.number(), seq: z.number(), hash: z.string() })),
});

/**
 * Checks the lanes of a case that has any: each is whole and unchanged up to its head, and is still what every event of
 * the log that sealed it said it was.
 *
 * @returns the first fault in words; nothing when all holds
 */
export const faultOfLanes = async (
  table: Table,
  { id, facts }: Pick<Case, 'id' | 'facts'>,
  log: readonly ChainedEvent[],
): Promise<string | undefined> => {
  if (facts['lanes'] !== true) return undefined;
  const sealed = log.flatMap(({ data }) => {
    const read = Sealed.safeParse(data);
    return read.success ? read.data.lanes : [];
  });
  for (const lane of lanes) {
    const { head, events } = await laneOfCase(table, id, lane);
    const broken = firstBreak(events, head ?? { seq: 0, hash: GENESIS });
    if (broken) return `lane ${lane}, ${broken}`;
    const other = sealed.find((one) => one.lane === lane && events[one.seq - 1]?.hash !== one.hash);
    if (other) return `lane ${lane}, event ${other.seq} is not the one that the log sealed`;
  }
  return undefined;
};
