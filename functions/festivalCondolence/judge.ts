import * as z from 'zod/mini';
import type { Case } from '#shared/cases/case';
import { recipientsOf } from '#shared/coverage/walk';
import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { all } from '#shared/table/table';
import { civilDate, yearOf } from '#shared/time/civil';
import { overMemberCap } from '#workflows/festivalCondolence/rules';
import { campaignsPk, planOf, rulesFor } from './campaign.ts';

export const OVER_CAP = '超过会员全年限额';
export const BEFORE = '本年度同类慰问已经发放';

const Known = z.object({ sk: CaseId, shards: z.number(), type: z.string(), sheets: z.optional(z.literal(true)) });

/** Why somebody may not be served again: had enough of member welfare this year, or was served by such a campaign. */
export const judgeOf = async (
  host: Host,
  each: Case,
): Promise<(people: readonly string[]) => Promise<ReadonlyMap<string, string>>> => {
  const plan = planOf(each);
  const { values: rules } = await rulesFor(host, each);
  const year = yearOf(civilDate(each.openedAt));
  const known = (await all(host.table, { pk: campaignsPk(plan.regime, year) })).map((item) => Known.parse(item));
  const others = known.filter(({ sk }) => sk !== each.id);
  return async (people) => {
    const had = new Map<string, { type: string; fen: number }[]>();
    for (const { sk, type, shards, sheets } of others) {
      for (const [person, { status, valueFen }] of await recipientsOf(
        host.table,
        { id: sk, shards, ...(sheets && { sheets }) },
        people,
      ))
        if (status === 'delivered') had.set(person, [...(had.get(person) ?? []), { type, fen: valueFen }]);
    }
    const reasons = new Map<string, string>();
    for (const [person, served] of had) {
      const fens = served.map(({ fen }) => fen);
      const over = plan.regime === 'R1' && overMemberCap(fens, plan.standardFen, rules) > 0;
      const before = plan.regime === 'R2' && plan.type !== 'OTHER' && served.some(({ type }) => type === plan.type);
      if (over) reasons.set(person, OVER_CAP);
      else if (before) reasons.set(person, BEFORE);
    }
    return reasons;
  };
};
