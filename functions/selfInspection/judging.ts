import type { Table } from '#shared/table/table';
import type { CivilDate } from '#shared/time/civil';
import type { Policy } from '#workflows/selfInspection/policy';
import { judge, type Proposal } from '#workflows/selfInspection/rules';
import type { Spending } from '#workflows/selfInspection/spending';
import { policyFor } from './programme.ts';

/** Judges spending, each by the rule in force on its day. */
export const judged = async (
  table: Table,
  spending: readonly Spending[],
  ampleEnterprise: boolean,
): Promise<{ proposals: Proposal[]; policyOn: (day: CivilDate) => Policy }> => {
  const days = [...new Set(spending.map(({ on }) => on))];
  const policies = new Map(await Promise.all(days.map(async (day) => [day, await policyFor(table, day)] as const)));
  const policyOn = (day: CivilDate): Policy => {
    const policy = policies.get(day);
    if (!policy) throw new RangeError(`No policy was read for ${day}`);
    return policy;
  };
  return { proposals: judge(spending, { ampleEnterprise }, policyOn), policyOn };
};
