import type { Case } from '#shared/cases/case';
import { claimPlace, ofShard, type People, personKey, type Recipient, recipientOf } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { eachRow, standingOf } from '#shared/rosters/imports';
import { all, ConditionFailed } from '#shared/table/table';
import type { Task } from '#shared/tasks/task';
import { civilDate, yearOf } from '#shared/time/civil';
import type { Plan } from '#workflows/festivalCondolence/plan';
import { overMemberCap } from '#workflows/festivalCondolence/rules';
import { campaignsPk, peopleOf, planOf, rulesFor } from './campaign.ts';

export type Counts = { listed: number; twice: number; overCap: number; servedBefore: number; late: number };

const AT_ONCE = 50;

/**
 * Gives each person of the rosters one place in the campaign, by a write that only the first can make. Done again it
 * changes nothing; a roster that was replaced meanwhile gives up its places first.
 */
export const enlist = async (host: Host, each: Case, call: Task): Promise<Counts> => {
  const { table } = host;
  const plan = planOf(each);
  const of = peopleOf(each);
  const rosters = (
    await Promise.all(
      plan.unions.map(async (unit) => ({ unit, standing: await standingOf(table, { scope: each.id, unit }) })),
    )
  ).flatMap(({ unit, standing }) =>
    standing?.import === undefined ? [] : [{ unit, id: standing.import, at: standing.at }],
  );
  await giveUp(host, of, new Map(rosters.map(({ unit, id }) => [unit, id])));
  const judge = await judgeOf(host, each, plan);
  const counts: Counts = { listed: 0, twice: 0, overCap: 0, servedBefore: 0, late: 0 };
  for (const { unit, id, at } of rosters) {
    const late = call.outcome === 'deadline' && call.decidedAt !== undefined && at > call.decidedAt;
    let some: Recipient[] = [];
    const flush = async () => {
      const placed = await Promise.all(
        some.map(async (recipient) => ({ mine: recipient, now: await claimPlace(table, of, recipient) })),
      );
      for (const { mine, now } of placed) count(counts, mine, now);
      some = [];
    };
    for await (const { person, row, plain } of eachRow(table, { scope: each.id, unit }, id)) {
      const reason = await judge(person);
      some.push({
        person,
        unit,
        import: id,
        row,
        valueFen: plan.standardFen,
        status: reason ? 'excluded' : 'listed',
        ...(reason && { reason }),
        ...(typeof plain['group'] === 'string' && { group: plain['group'] }),
        ...(typeof plain['kind'] === 'string' && { kind: plain['kind'] }),
        ...(late && { late }),
      });
      if (some.length === AT_ONCE) await flush();
    }
    await flush();
  }
  return counts;
};

const OVER_CAP = '超过会员全年限额';
const BEFORE = '本年度同类慰问已经发放';

const count = (counts: Counts, mine: Recipient, now: Recipient): void => {
  if (now.unit !== mine.unit || now.row !== mine.row) counts.twice += 1;
  else if (now.reason === OVER_CAP) counts.overCap += 1;
  else if (now.reason === BEFORE) counts.servedBefore += 1;
  else counts.listed += 1;
  if (now === mine && mine.late) counts.late += 1;
};

/** Places of rosters that are no longer in force, as long as nothing has come of them. */
const giveUp = async ({ table }: Host, of: People, inForce: ReadonlyMap<string, string>): Promise<void> => {
  for (let shard = 0; shard < of.shards; shard++) {
    for await (const { person, unit, import: id, status } of ofShard(table, of, shard)) {
      if (inForce.get(unit) === id || (status !== 'listed' && status !== 'excluded')) continue;
      try {
        await table.transact([{ delete: personKey(of, person), if: { equal: { status, import: id } } }]);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }
  }
};

/** Why somebody may not be served again: had enough of member welfare this year, or was served by such a campaign. */
const judgeOf = async (
  host: Host,
  each: Case,
  plan: Plan,
): Promise<(person: string) => Promise<string | undefined>> => {
  const { values: rules } = await rulesFor(host, each);
  const year = yearOf(civilDate(each.openedAt));
  const others = (await all(host.table, { pk: campaignsPk(plan.regime, year) })).filter(({ sk }) => sk !== each.id);
  if (others.length === 0) return async () => undefined;
  return async (person) => {
    const had = await Promise.all(
      others.map(async ({ sk, shards, type }) => {
        const found = await recipientOf(host.table, { id: CaseId.parse(sk), shards: Number(shards) }, person);
        return found?.status === 'delivered' ? { type, fen: found.valueFen } : undefined;
      }),
    );
    const served = had.filter((one) => one !== undefined);
    if (plan.regime === 'R1')
      return overMemberCap(
        served.map(({ fen }) => fen),
        plan.standardFen,
        rules,
      ) > 0
        ? OVER_CAP
        : undefined;
    return plan.type !== 'OTHER' && served.some(({ type }) => type === plan.type) ? BEFORE : undefined;
  };
};
