import { aboutOf, policyFor } from '#functions/selfInspection/programme';
import { type Draft, getDraft } from '#functions/selfInspection/draft';
import { judged } from '#functions/selfInspection/judging';
import type { Visit } from '#functions/web/inspection/visit';
import { type Check, checklist, type Group } from '#workflows/selfInspection/checklist';
import type { Policy } from '#workflows/selfInspection/policy';
import type { Proposal } from '#workflows/selfInspection/rules';

/** Where a report stands: what is answered, what the rules propose, what is missing before it can be signed. */
export type Standing = {
  readonly draft: Draft;
  readonly policy: Policy;
  readonly groups: readonly Group[];
  readonly proposals: readonly Proposal[];
  /** Checks that are marked as problems, in the order of the list. */
  readonly problems: readonly Check[];
  /** Proposals on checks that are not marked: the unit follows them, or says why not. */
  readonly unmet: readonly Proposal[];
};

export const standingOf = async ({ host, access }: Visit): Promise<Standing> => {
  const draft = await getDraft(host.table, access.each.id);
  const policy = await policyFor(host.table, aboutOf(access.each).checklistFrom);
  const groups = checklist
    .map((group) => ({ ...group, checks: group.checks.filter(({ id }) => policy.checks.includes(id)) }))
    .filter(({ checks }) => checks.length > 0);
  const { proposals } = await judged(host.table, draft.spending ?? [], draft.ampleEnterprise === true);
  const problems = groups.flatMap(({ checks }) => checks).filter(({ id }) => draft.checks[id] === 'PROBLEM');
  const unmet = proposals.filter(({ check }) => policy.checks.includes(check) && draft.checks[check] !== 'PROBLEM');
  return { draft, policy, groups, proposals, problems, unmet };
};

export const isAbout = ({ members, ampleEnterprise, budgetFen }: Draft): boolean =>
  members !== undefined && ampleEnterprise !== undefined && budgetFen !== undefined;
export const answeredIn = ({ checks }: Group, draft: Draft): number =>
  checks.filter(({ id }) => draft.checks[id] !== undefined).length;
export const described = (problems: readonly Check[], draft: Draft): number =>
  problems.filter(({ id }) => draft.problems[id] !== undefined).length;

export const isComplete = ({ draft, groups, problems }: Standing): boolean =>
  isAbout(draft) &&
  draft.spending !== undefined &&
  groups.every((group) => answeredIn(group, draft) === group.checks.length) &&
  described(problems, draft) === problems.length;
