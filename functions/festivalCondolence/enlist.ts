import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { type Batch, batchName, type BatchRows } from '#shared/coverage/cut';
import { claimPlace, peopleOf, type Recipient } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { noteBatch } from '#shared/events/lanes';
import type { Host } from '#shared/host';
import { TaskId } from '#shared/ids';
import { standingOf } from '#shared/rosters/imports';
import { type RosterRow, rowsOf } from '#shared/rosters/rows';
import { getTask } from '#shared/tasks/task';
import { contract } from '#workflows/festivalCondolence/contract';
import { planOf } from './campaign.ts';
import { enterLines } from './enterLines.ts';
import { BEFORE, judgeOf, OVER_CAP } from './judge.ts';

/** Rows read, and claims under way, at once. */
const PAGE = 500;
const AT_ONCE = 50;

/**
 * Gives each person of a batch one place in the campaign, by a write that only the first can make; then, in one
 * transaction, a line on the sheet of their row, an event for all of them, and the counters. Done again it changes
 * nothing.
 */
export const enlist = step(contract.enlist, async ({ caseId, batch: given }, host) => {
  const batch = 'rows' in given ? given : asBatch(caseId, given);
  const each = await getCase(host.table, caseId);
  const judge = await judgeOf(host, each);
  const counts = { listed: 0, twice: 0, overCap: 0, servedBefore: 0, late: 0 };
  const placed: Recipient[] = [];
  for (const rows of batch.rows) {
    const late = await isLate(host, each, rows);
    for await (const { mine, now } of claimed(host, each, rows, { late, judge })) {
      counts[standing(mine, now)] += 1;
      if (!isMine(mine, now)) continue;
      placed.push(now);
      if (late) counts.late += 1;
    }
  }
  await noteBatch(host, caseId, batchName('enlisted', batch), async () => {
    const { also, counts: gained } = await enterLines(host.table, peopleOf(each), placed);
    return {
      event: { type: 'enlisted', by: SYSTEM, data: { n: batch.n, rows: batch.rows, ...counts } },
      counts: gained,
      also,
    };
  });
  return {};
});

const asBatch = (
  scope: string,
  { unit, roster, from, to }: { unit: string; roster: string; from: number; to: number },
): Batch => ({
  of: `${unit}#${roster}`,
  n: from,
  rows: [{ scope, unit, import: roster, from, to }],
});

type Claim = { readonly mine: Recipient; readonly now: Recipient };
type Judging = { readonly late: boolean; readonly judge: Awaited<ReturnType<typeof judgeOf>> };

async function* claimed(
  { table }: Pick<Host, 'table'>,
  each: Case,
  { scope, unit, import: roster, from, to }: BatchRows,
  { late, judge }: Judging,
): AsyncGenerator<Claim> {
  const [of, { standardFen }] = [peopleOf(each), planOf(each)];
  for (let next = from; next <= to;) {
    const rows = (await rowsOf(table, { scope, unit }, roster, { from: next, limit: PAGE })).filter(
      ({ row }) => row <= to,
    );
    const reasons = await judge(rows.map(({ person }) => person));
    for (let i = 0; i < rows.length; i += AT_ONCE) {
      const some = rows.slice(i, i + AT_ONCE).map(async (row): Promise<Claim> => {
        const mine = recipientFrom(row, { unit, import: roster, valueFen: standardFen, late }, reasons.get(row.person));
        return { mine, now: await claimPlace(table, of, mine) };
      });
      yield* await Promise.all(some);
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    next = last.row + 1;
  }
}

const recipientFrom = (
  { person, row, plain }: RosterRow,
  { late, ...of }: Pick<Recipient, 'unit' | 'import' | 'valueFen'> & { late: boolean },
  reason: string | undefined,
): Recipient => ({
  person,
  ...of,
  row,
  status: reason === undefined ? 'listed' : 'excluded',
  ...(reason !== undefined && { reason }),
  ...(typeof plain['group'] === 'string' && { group: plain['group'] }),
  ...(late && { late }),
});

const isMine = (mine: Recipient, now: Recipient): boolean =>
  now.unit === mine.unit && now.import === mine.import && now.row === mine.row;

const standing = (mine: Recipient, now: Recipient): 'twice' | 'overCap' | 'servedBefore' | 'listed' => {
  if (!isMine(mine, now)) return 'twice';
  if (now.reason === OVER_CAP) return 'overCap';
  return now.reason === BEFORE ? 'servedBefore' : 'listed';
};

/**
 * A roster that came after the deadline of the first call: a second call lets it in, and the difference list says so to
 * whoever confirms it.
 */
const isLate = async ({ table }: Pick<Host, 'table'>, each: Case, { unit }: BatchRows): Promise<boolean> => {
  const call = await getTask(table, each.id, TaskId.parse('rosters.1'));
  const sent = await standingOf(table, { scope: each.id, unit });
  return call.outcome === 'deadline' && call.decidedAt !== undefined && (sent?.at ?? 0) > call.decidedAt;
};
