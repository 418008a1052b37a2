import type { Case } from '#shared/cases/case';
import { recipientOf } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { all } from '#shared/table/table';
import { civilDate, yearOf } from '#shared/time/civil';
import type { Plan } from '#workflows/festivalCondolence/plan';
import { overMemberCap } from '#workflows/festivalCondolence/rules';
import { campaignsPk, rulesFor } from './campaign.ts';

export const OVER_CAP = '超过会员全年限额';
export const BEFORE = '本年度同类慰问已经发放';

/** Why somebody may not be served again: had enough of member welfare this year, or was served by such a campaign. */
export const judgeOf = async (
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
