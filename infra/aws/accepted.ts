import { Stack, Token, Validations } from 'aws-cdk-lib';
import { QUARANTINE } from '#shared/files/files';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';
import type { Background } from './backgroundFunction.ts';
import type { Data } from './data.ts';
import type { MalwareScan } from './malwareScan.ts';
import type { PipelineMachine } from './pipeline.ts';
import type { Web } from './web.ts';

type Parts = {
  readonly data: Data;
  readonly scan: MalwareScan | undefined;
  readonly web: Web;
  readonly background: Background;
  readonly pipelines: readonly PipelineMachine[];
};

/** How a finding names a resource whose ARN this is: `<logicalId.Arn>`. */
const named = (scope: Construct, arn: string): string => {
  const reference: { 'Fn::GetAtt'?: [string, string]; Ref?: string } = Stack.of(scope).resolve(arn);
  const [id = '', attribute = ''] = reference['Fn::GetAtt'] ?? [reference.Ref];
  return `<${attribute === '' ? id : `${id}.${attribute}`}>`;
};

const accept = (scope: Construct, findings: Readonly<Record<string, string>>): void => {
  for (const [id, reason] of Object.entries(findings)) Validations.of(scope).acknowledge({ id, reason });
};

/**
 * Checks the app against AwsSolutions, and says of every finding that stays why it does. A finding that is not here
 * stops the synthesis.
 */
export const check = (app: Construct, stack: Stack, { data, scan, web, background, pipelines }: Parts): void => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  // Without a region both are references; with one CDK writes them out.
  const known = !Token.isUnresolved(stack.region);
  const region = known ? stack.region : '<AWS::Region>';
  const partition = known ? RegionInfo.get(stack.region).partition : '<AWS::Partition>';
  const wildcard = (resource: string) => `AwsSolutions-IAM5[Resource::${resource}]`;
  accept(stack, {
    [wildcard(`${named(stack, data.bucket.bucketArn)}/*`)]:
      'Attachments have keys of their own; pages check whose they are.',
    [wildcard(`${named(stack, background.made.functionArn)}:*`)]:
      'The schedule may call this function in any version of it.',
  });
  accept(data, {
    'AwsSolutions-S1':
      'Only functions read attachments; each reading by a person is an event of the case, which a server log could not name.',
  });
  if (scan)
    accept(scan, {
      [wildcard(`${named(stack, data.bucket.bucketArn)}/${QUARANTINE}*`)]: 'Uploads have keys that do not exist yet.',
      [wildcard(
        `arn:${partition}:events:${region}:<AWS::AccountId>:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*`,
      )]: 'GuardDuty names its rule by itself.',
    });
  accept(web, {
    'AwsSolutions-APIG4':
      'Applicants have no account. Links and sessions are checked by the pages, the same on every host.',
  });
  accept(background, {
    'AwsSolutions-SQS3': 'It is the dead-letter queue itself.',
    [wildcard('*')]:
      'IAM knows states:SendTask* for all machines or none, and dynamodb:ListStreams for all streams: this one function has them, without a public route.',
  });
  for (const [pipeline, machine] of pipelines.flatMap((each) =>
    Object.values(each.forms).map(({ machine: form }) => [each, form] as const),
  )) {
    const executions = `arn:${partition}:states:${region}:<AWS::AccountId>:execution:${named(stack, machine.stateMachineName)}`;
    accept(background, { [wildcard(`${executions}:*`)]: 'Executions are named after cases that do not exist yet.' });
    const batches = 'The batches of a Map are executions of this machine that do not exist yet.';
    accept(pipeline, { [wildcard(`${executions}:*`)]: batches, [wildcard(`${executions}/*:*`)]: batches });
    accept(machine, {
      'AwsSolutions-SF1': 'The case’s own chain of events records every step for good; the log keeps the failures.',
      'AwsSolutions-SF2':
        'There is no X-Ray in the China regions, and its tracer would be dead weight in every function.',
      [wildcard('*')]: 'The delivery of a state machine’s log can be limited to no resource.',
    });
  }
};
