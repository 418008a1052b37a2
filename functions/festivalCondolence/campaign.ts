import type { Case } from '#shared/cases/case';
import type { People } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import { policyOn } from '#shared/policy/policy';
import { civilDate } from '#shared/time/civil';
import { Plan } from '#workflows/festivalCondolence/plan';
import { Policy, shipped } from '#workflows/festivalCondolence/policy';

/** What the steps read of a campaign. */
export const planOf = ({ facts }: Pick<Case, 'facts'>): Plan => Plan.parse(facts['plan']);

export const peopleOf = ({ id, facts }: Pick<Case, 'id' | 'facts'>): People => ({
  id,
  shards: Number(facts['shards'] ?? 1),
});

/** The rules of the day on which the campaign was planned. */
export const rulesFor = async ({ table }: Pick<Host, 'table'>, { openedAt }: Pick<Case, 'openedAt'>) =>
  policyOn(table, 'festivalCondolence', { shape: Policy, shipped }, civilDate(openedAt));

/** Campaigns of a regime and year, for whoever must know what a person has had before. */
export const campaignsPk = (regime: Plan['regime'], year: number): string => `CAMPAIGNS#${regime}#${year}`;
