import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { changeCase, getCase } from '#shared/cases/change';
import { claimPlace, type Recipient } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { TaskId } from '#shared/ids';
import { type RosterRow, rowsOf, standingOf } from '#shared/rosters/imports';
import { NEW } from '#shared/table/table';
import { getTask } from '#shared/tasks/task';
import { type Batch, contract } from '#workflows/festivalCondolence/contract';
import { batchKey } from './batches.ts';
import { peopleOf, planOf } from './campaign.ts';
import { BEFORE, judgeOf, OVER_CAP } from './judge.ts';

/** Claims under way at once. */
const AT_ONCE = 50;

/**
 * Gives each person of a batch one place in the campaign, by a write that only the first can make, and one event for
 * all of them. Done again it changes nothing.
 */
export const enlist = step(contract.enlist, async ({ caseId, entered, batch }, host) => {
  const { table } = host;
  const key = batchKey(caseId, entered, batch);
  if (await table.get(key)) return {};
  const each = await getCase(table, caseId);
  const [of, judge, late] = [peopleOf(each), await judgeOf(host, each, planOf(each)), await isLate(host, each, batch)];
  const counts = { listed: 0, twice: 0, overCap: 0, servedBefore: 0, late: 0 };
  const rows = await rowsOf(table, { scope: caseId, unit: batch.unit }, batch.roster, {
    from: batch.from,
    limit: batch.to - batch.from + 1,
  });
  const inside = rows.filter(({ row }) => row <= batch.to);
  for (let i = 0; i < inside.length; i += AT_ONCE) {
    const placed = inside.slice(i, i + AT_ONCE).map(async (row) => {
      const mine = recipientFrom(row, batch, planOf(each).standardFen, await judge(row.person), late);
      return { mine, now: await claimPlace(table, of, mine) };
    });
    for (const { mine, now } of await Promise.all(placed)) {
      counts[standing(mine, now)] += 1;
      if (now === mine && late) counts.late += 1;
    }
  }
  await changeCase(host, caseId, async () =>
    (await table.get(key))
      ? undefined
      : {
          event: { type: 'enlisted', by: SYSTEM, data: { ...batch, ...counts } },
          also: [{ put: { ...key, ...counts }, if: NEW }],
        },
  );
  return {};
});

const recipientFrom = (
  { person, row, plain }: RosterRow,
  { unit, roster }: Batch,
  valueFen: number,
  reason: string | undefined,
  late: boolean,
): Recipient => ({
  person,
  unit,
  import: roster,
  row,
  valueFen,
  status: reason ? 'excluded' : 'listed',
  ...(reason && { reason }),
  ...(typeof plain['group'] === 'string' && { group: plain['group'] }),
  ...(typeof plain['kind'] === 'string' && { kind: plain['kind'] }),
  ...(late && { late }),
});

const standing = (mine: Recipient, now: Recipient): 'twice' | 'overCap' | 'servedBefore' | 'listed' => {
  if (now.unit !== mine.unit || now.row !== mine.row) return 'twice';
  if (now.reason === OVER_CAP) return 'overCap';
  return now.reason === BEFORE ? 'servedBefore' : 'listed';
};

/** A roster that came after the call had gone on without it. */
const isLate = async ({ table }: Parameters<typeof changeCase>[0], each: Case, { unit }: Batch): Promise<boolean> => {
  const call = await getTask(table, each.id, TaskId.parse(`rosters.${each.rounds['rosters']?.n ?? 1}`));
  const sent = await standingOf(table, { scope: each.id, unit });
  return call.outcome === 'deadline' && call.decidedAt !== undefined && (sent?.at ?? 0) > call.decidedAt;
};
