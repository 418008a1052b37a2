// oxlint-disable no-new -- a construct joins its tree by being made
import { Aws, Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Dashboard, GraphWidget, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Deployed } from './pipeline.ts';
import type { Settings } from './settings.ts';

export type Alarm = {
  readonly metric: Metric;
  /** For how many periods of five minutes it must be so. */
  readonly periods?: number;
  /** What has happened, and what to do. */
  readonly says: string;
} & (
  | { /** Alarms from here on; nothing said is nothing wrong. */ readonly atLeast: number }
  | { /** Alarms down from here; nothing said is worst. */ readonly atMost: number }
);

const bound = (alarm: Alarm) =>
  'atLeast' in alarm
    ? {
        threshold: alarm.atLeast,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }
    : {
        threshold: alarm.atMost,
        comparisonOperator: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      };

export const PERIOD = Duration.minutes(5);

/** A metric that AWS keeps by itself, summed over five minutes. */
export const counted = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string> = {},
  statistic = 'Sum',
) => new Metric({ namespace, metricName, dimensionsMap, statistic, period: PERIOD });

/** Tells the admin what hurts, and shows it on one dashboard. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, { admin }: Pick<Settings, 'admin'>) {
    super(scope, 'alarms');
    this.topic = new Topic(this, 'topic', { enforceSSL: true });
    // A policy of its own takes the place of the default one, which let the account's alarms publish.
    const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    this.topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com', { conditions }));
    if (admin !== undefined) this.topic.addSubscription(new EmailSubscription(admin));
  }

  watch(alarms: Readonly<Record<string, Alarm>>): void {
    for (const [name, each] of Object.entries(alarms)) {
      const { metric, periods = 1, says } = each;
      const alarm = metric.createAlarm(this, name, {
        alarmDescription: says,
        evaluationPeriods: periods,
        ...bound(each),
      });
      alarm.addAlarmAction(new SnsAction(this.topic));
    }
    const widgets = Object.entries(alarms).map(
      ([title, { metric }]) => new GraphWidget({ title, left: [metric], width: 8, height: 5 }),
    );
    new Dashboard(this, 'dashboard', { widgets: [widgets] });
  }

  /** Names each case that a state machine has given up: an event of its own, so it costs no alarm per machine. */
  tellOfStuck(machines: readonly Deployed[]): void {
    const status = EventField.fromPath('$.detail.status');
    const execution = EventField.fromPath('$.detail.executionArn');
    const text = `${status}: ${execution}. Repair the cause, then redrive this execution within 14 days.`;
    new Rule(this, 'stuck', {
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT'],
          stateMachineArn: machines.map(({ machine }) => machine.stateMachineArn),
        },
      },
      targets: [new SnsTopic(this.topic, { message: RuleTargetInput.fromText(text) })],
    });
  }
}
