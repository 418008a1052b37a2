// oxlint-disable no-new -- a construct joins its tree by being made
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/** Tells when most of the month's budget is gone, and when the month is going to cost more than all of it. */
const NOTICES = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/**
 * A monthly budget of the whole account, so that it holds before anybody has switched cost tags on in the billing
 * console; nobody is told without an `admin`. China bills in yuan.
 *
 * @see https://docs.amazonaws.cn/en_us/cost-management/latest/userguide/create-cost-budget.html
 */
export const limitSpending = (scope: Construct, { admin, budget, region }: Settings): void => {
  if (admin === undefined) return;
  const unit = region?.startsWith('cn-') ? 'CNY' : 'USD';
  new CfnBudget(scope, 'budget', {
    budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: budget, unit } },
    notificationsWithSubscribers: NOTICES.map((notice) => ({
      notification: { ...notice, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
      subscribers: [{ subscriptionType: 'EMAIL', address: admin }],
    })),
  });
};
