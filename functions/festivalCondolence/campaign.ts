import * as z from 'zod/mini';
import { type Case, casePk } from '#shared/cases/case';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { policyOn } from '#shared/policy/policy';
import type { Write } from '#shared/table/table';
import { civilDate } from '#shared/time/civil';
import { Kept, type Plan } from '#workflows/festivalCondolence/plan';
import { Policy, shipped } from '#workflows/festivalCondolence/policy';

/** What the steps read of a campaign. */
export const planOf = ({ facts }: Pick<Case, 'facts'>): Kept => Kept.parse(facts['plan']);

const unionsKey = (id: CaseId) => ({ pk: casePk(id), sk: 'UNIONS' });

/** Who is called for a roster. They stand beside the case, which would be written with all of them at each change. */
export const keepUnions = (id: CaseId, unions: readonly string[]): Write => ({ put: { ...unionsKey(id), unions } });

export const unionsOf = async ({ table }: Pick<Host, 'table'>, { id, facts }: Case): Promise<readonly string[]> => {
  const item = await table.get(unionsKey(id));
  const earlier = z.object({ unions: z.array(z.string()) }); // in the facts, before they stood beside the case
  return z.parse(earlier, item ?? facts['plan']).unions;
};

/** The rules of the day on which the campaign was planned. */
export const rulesFor = async ({ table }: Pick<Host, 'table'>, { openedAt }: Pick<Case, 'openedAt'>) =>
  policyOn(table, 'festivalCondolence', { shape: Policy, shipped }, civilDate(openedAt));

/** Campaigns of a regime and year, for whoever must know what a person has had before. */
export const campaignsPk = (regime: Plan['regime'], year: number): string => `CAMPAIGNS#${regime}#${year}`;
