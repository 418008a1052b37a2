import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ROOT } from '#infra/aws/bundle';
import { SIZES } from '#infra/aws/sizes';
import { pipelines } from '#workflows/index';
import { china, global } from './places.ts';

/**
 * What the services of AWS count by themselves, of the metrics that alarms of ours watch, and by which dimensions.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html (also over all functions of a region)
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
const COUNTED = [
  'AWS/ApiGateway 5xx ApiId',
  'AWS/Lambda Errors FunctionName',
  'AWS/Lambda Invocations FunctionName',
  'AWS/Lambda IteratorAge FunctionName',
  'AWS/Lambda Throttles',
  'AWS/SQS ApproximateNumberOfMessagesVisible QueueName',
  'AWS/DynamoDB WriteThrottleEvents TableName',
];
/** Where the code says in the log what is counted there. */
const LOGGED: Readonly<Record<string, string>> = {
  'mail.waits': 'shared/aws/mailLog.ts',
  'mail.full': 'shared/aws/host.ts',
  'mail.cameBack': 'functions/cameBack.ts',
};
/** CloudFormation takes no tags for these, or none that reach a bill: they are parts of others, or cost nothing. */
const UNTAGGED =
  /^AWS::(?:ApiGatewayV2::(?:ApiMapping|Integration|Route)|Budgets::Budget|CloudWatch::Dashboard|IAM::Policy|KMS::Alias|Lambda::Permission|Logs::MetricFilter|S3::BucketPolicy|SES::ConfigurationSetEventDestination|SNS::(?:Subscription|TopicPolicy)|SQS::QueuePolicy|Scheduler::Schedule|StepFunctions::StateMachine(?:Alias|Version))$/;

const Metric = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z._default(z.array(z.object({ Name: z.string(), Value: z.unknown() })), []),
});
const Filter = z.object({
  FilterPattern: z.string(),
  MetricTransformations: z.tuple([z.object({ MetricNamespace: z.string(), MetricName: z.string() })]),
});

/** Every state that calls a function and waits for its answer, at whatever depth, with its seconds. */
const calls = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(calls);
  const calling = 'Resource' in value && String(value.Resource).endsWith(':lambda:invoke');
  return calling && 'TimeoutSeconds' in value ? [value.TimeoutSeconds, ...inner] : inner;
};

it('a machine gives no step up before its function has had its time', () => {
  const seconds = Object.values(pipelines).flatMap(({ machine }) => calls(machine));
  expect(seconds.length).toBeGreaterThan(40);
  expect(seconds.filter((each) => typeof each !== 'number' || each < SIZES.step.seconds)).toEqual([]);
});

describe.each([
  ['anywhere', global],
  ['in China', china],
])('the stack %s', (_, { ofType, resources }) => {
  const only = (type: string) => {
    const [one, ...others] = ofType(type);
    if (!one || others.length > 0) throw new Error(`${type}: ${others.length + (one ? 1 : 0)} instead of one`);
    return { id: one[0], ...one[1] };
  };

  it('shows attachments to nobody and over TLS alone, sealed under the key of the house, which turns every year', () => {
    const { id: key, Properties } = only('AWS::KMS::Key');
    expect(Properties).toMatchObject({ EnableKeyRotation: true });
    const all = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
    const sealed = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': [key, 'Arn'] } };
    expect(only('AWS::S3::Bucket').Properties).toMatchObject({
      PublicAccessBlockConfiguration: all,
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: sealed }],
      },
    });
    for (const type of ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'])
      for (const [id, { Properties: policy }] of ofType(type))
        expect(JSON.stringify(policy), id).toContain(
          '"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
        );
  });

  it('keeps a wake-up that failed for as long as SQS does, and tells of it', () => {
    const { id, Properties } = only('AWS::SQS::Queue');
    expect(Properties).toMatchObject({ MessageRetentionPeriod: 14 * 86_400 });
    expect(only('AWS::Lambda::EventSourceMapping').Properties).toMatchObject({
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [id, 'Arn'] } } },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 3,
    });
    const watched = JSON.stringify(ofType('AWS::CloudWatch::Alarm').map(([, alarm]) => alarm.Properties['Dimensions']));
    expect(watched).toContain(`{"Name":"QueueName","Value":{"Fn::GetAtt":["${id}","QueueName"]}}`);
  });

  it('watches what is counted: by a service of AWS, or in a log where the code says it', () => {
    const filters = ofType('AWS::Logs::MetricFilter').map(([, filter]) => Filter.parse(filter.Properties));
    const own = filters.map(({ FilterPattern, MetricTransformations: [{ MetricNamespace, MetricName }] }) => {
      const [, code = FilterPattern] = /^\{ \$\.message = "\*([\w.]+)\*" \}$/.exec(FilterPattern) ?? [];
      expect(readFileSync(new URL(LOGGED[code] ?? code, ROOT), 'utf8')).toContain(`code: '${code}'`);
      return `${MetricNamespace} ${MetricName}`;
    });
    expect(own).toHaveLength(Object.keys(LOGGED).length);
    const alarms = ofType('AWS::CloudWatch::Alarm').map(([, alarm]) => Metric.parse(alarm.Properties));
    const names = alarms.map(({ Namespace, MetricName, Dimensions }) =>
      [Namespace, MetricName, ...Dimensions.map(({ Name }) => Name)].join(' '),
    );
    expect(names.filter((name) => !COUNTED.includes(name) && !own.includes(name))).toEqual([]);
    expect([...COUNTED, ...own].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('carries the tags of its costs on everything that takes tags', () => {
    const bare = Object.entries(resources).filter(([, { Properties }]) => {
      const tags = JSON.stringify(Properties['Tags'] ?? '');
      return !(tags.includes('application') && tags.includes('stage'));
    });
    expect(bare.filter(([, { Type }]) => !UNTAGGED.test(Type)).map(([id, { Type }]) => `${Type} ${id}`)).toEqual([]);
  });
});
