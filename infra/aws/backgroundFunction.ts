// oxlint-disable no-new -- a construct joins its tree by being made
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { backgroundFunction } from './functions.ts';
import { deployFunction, type Surroundings } from './lambda.ts';
import type { MailSender } from './mail.ts';
import { type Deployed, executionsOf, versionsOf } from './pipeline.ts';
import { OwnRole } from './role.ts';
import type { Settings } from './settings.ts';
import { SIZES } from './sizes.ts';

type Props = {
  readonly settings: Settings;
  readonly around: Surroundings;
  readonly mail: MailSender;
  readonly machines: Readonly<Record<string, Deployed>>;
};

/** A new message in an outbox: nothing else of the stream is of interest, and what is filtered out costs nothing. */
const NEW_MESSAGE = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('OUT#') } } },
});

/**
 * The one function that signals state machines and sends mail, without a public route. Signalling cannot be limited to
 * our machines (IAM knows `states:SendTask*` for all or none), so no other function has it.
 */
export class Background extends Construct {
  readonly made: LambdaFunction;
  readonly log: LogGroup;
  /** Wake-ups that failed several times. The messages themselves are in the table, where the sweep finds them. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, { settings, around, mail, machines }: Props) {
    super(scope, 'background');
    const deployed = deployFunction(this, backgroundFunction(settings), around, SIZES.background);
    this.made = deployed.made;
    this.log = deployed.log;
    this.deadLetters = new Queue(this, 'deadLetters', { retentionPeriod: Duration.days(14), enforceSSL: true });
    mail.allow(this.made);
    this.allowSignals(Object.values(machines));
    const aliases = Object.entries(machines).map(([name, { aliasArn }]) => [name, aliasArn]);
    this.made.addEnvironment('MACHINES', JSON.stringify(Object.fromEntries(aliases)));
    this.made.addEnvironment('VERSIONS', versionsOf(machines));
    const enabled = settings.paused === 'no';
    this.wakeBy(around.data.streamArn, enabled);
    new Schedule(this, 'everyMinute', {
      enabled,
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      // Without retries: the next minute tries again.
      target: new LambdaInvoke(this.made, {
        retryAttempts: 0,
        role: new OwnRole(this, 'scheduleRole', 'scheduler'),
      }),
    });
  }

  private wakeBy(eventSourceArn: string, enabled: boolean): void {
    const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
    const { queueArn } = this.deadLetters;
    this.made.addToRolePolicy(new PolicyStatement({ actions, resources: [eventSourceArn] }));
    // Lambda asks for it, and IAM limits it to no stream.
    this.made.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
    this.made.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }));
    this.made.addEventSourceMapping('stream', {
      eventSourceArn,
      enabled,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      filters: [NEW_MESSAGE],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 3,
      onFailure: { bind: () => ({ destination: queueArn }) },
    });
  }

  private allowSignals(machines: readonly Deployed[]): void {
    const allow = (actions: string[], resources: string[]) =>
      this.made.addToRolePolicy(new PolicyStatement({ actions, resources }));
    allow(
      ['states:StartExecution'],
      machines.flatMap(({ aliasArn, machine }) => [aliasArn, machine.stateMachineArn]),
    );
    allow(
      ['states:DescribeExecution', 'states:GetExecutionHistory', 'states:StopExecution'],
      machines.map(({ machine }) => executionsOf(machine)),
    );
    allow(['states:SendTaskSuccess', 'states:SendTaskFailure'], ['*']);
  }
}
