import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { china, global, scanned } from './places.ts';
import { rightsOf } from './policies.ts';
import type { Resource } from './template.ts';

const Arn = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });
const Role = z.object({
  AssumeRolePolicyDocument: z.object({
    Statement: z.tuple([
      z.object({ Action: z.literal('sts:AssumeRole'), Principal: z.object({ Service: z.string() }) }),
    ]),
  }),
});
const Machine = z.object({ DefinitionString: z.string(), DefinitionSubstitutions: z.record(z.string(), z.unknown()) });
const Stream = z.object({ FunctionName: z.object({ Ref: z.string() }), EventSourceArn: z.unknown() });
const Queue = z.object({ DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown() }) }) });

const idIn = (arn: unknown): string => Arn.parse(arn)['Fn::GetAtt'][0];
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** What has a role: its type, where the role stands, and the service that runs it. */
const OWNERS: readonly (readonly [type: string, role: (properties: Resource['Properties']) => unknown, by: string])[] =
  [
    ['AWS::Lambda::Function', (properties) => properties['Role'], 'lambda'],
    ['AWS::StepFunctions::StateMachine', (properties) => properties['RoleArn'], 'states'],
    [
      'AWS::Scheduler::Schedule',
      (properties) => z.object({ RoleArn: z.unknown() }).parse(properties['Target']).RoleArn,
      'scheduler',
    ],
    ['AWS::GuardDuty::MalwareProtectionPlan', (properties) => properties['Role'], 'malware-protection-plan.guardduty'],
  ];

/** The delivery of a state machine's log has no resource to be limited to. */
const OF_LOG_DELIVERY = /^logs:\w+ "\*"$/;

describe.each([
  ['anywhere', global],
  ['in China', china],
  ['with a scanner', scanned],
])('the roles of the stack %s', (_, { ofType }) => {
  const owned = OWNERS.flatMap(([type, role, by]) =>
    ofType(type).map(([id, { Properties }]) => ({ id, type, role: idIn(role(Properties)), by: `${by}.amazonaws.com` })),
  );
  /** Every action on its resource, as text. */
  const statements = rightsOf({ ofType });
  const rights = (role: string): string[] =>
    (statements.get(role) ?? []).flatMap(({ Action, Resource: on }) =>
      Action.flatMap((action) => on.map((each) => `${action} ${JSON.stringify(each)}`)),
    );
  const on = (actions: readonly string[], resources: readonly unknown[]): string[] =>
    actions.flatMap((action) => resources.map((each) => `${action} ${JSON.stringify(each)}`));

  it('are each for one thing, or for the two forms of one machine, and taken by the service that runs it', () => {
    for (const [id, { Properties }] of ofType('AWS::IAM::Role')) {
      const owners = owned.filter(({ role }) => role === id);
      expect(new Set(owners.map(({ type }) => type)).size, id).toBe(1);
      expect(owners.length, id).toBe(owners[0]?.type === 'AWS::StepFunctions::StateMachine' ? 2 : 1);
      const [trust] = Role.parse(Properties).AssumeRolePolicyDocument.Statement;
      expect(trust.Principal.Service, id).toBe(owners[0]?.by);
      expect(Properties, id).not.toHaveProperty('ManagedPolicyArns');
    }
  });

  it('of machines call the functions that their definitions name, write their logs, and start their own batches', () => {
    for (const [role, forms] of Map.groupBy(
      owned.filter(({ by }) => by.startsWith('states.')),
      (each) => each.role,
    )) {
      const ids = forms.map(({ id }) => id);
      const machines = ofType('AWS::StepFunctions::StateMachine')
        .filter(([id]) => ids.includes(id))
        .map(([, { Properties }]) => Machine.parse(Properties));
      const called = machines.map(({ DefinitionString, DefinitionSubstitutions }) =>
        Object.entries(DefinitionSubstitutions)
          .filter(([name]) => name !== 'awsPartition' && DefinitionString.includes(`"\${${name}}"`))
          .map(([, arn]) => arn),
      );
      const batches = machines.some(({ DefinitionString }) => DefinitionString.includes('"DISTRIBUTED"'));
      const executions = (suffix: string) =>
        rights(role).filter((right) => ids.some((id) => right.includes(`"${id}","Name"]},"${suffix}"`)));
      const own = [
        ...on(
          ['states:StartExecution'],
          ids.map((Ref) => ({ Ref })),
        ),
        ...executions(':*').filter((right) => /^states:(?:Describe|Stop)Execution /.test(right)),
        ...executions('/*:*').filter((right) => right.startsWith('states:RedriveExecution ')),
      ];
      expect(own).toHaveLength(batches ? 8 : 2);
      expect(new Set(rights(role).filter((right) => !OF_LOG_DELIVERY.test(right)))).toEqual(
        new Set([...on(['lambda:InvokeFunction'], called.flat()), ...(batches ? own : [])]),
      );
    }
  });

  it('of functions write the function’s own log, and read the stream only where it wakes them', () => {
    const [mapping] = ofType('AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Properties);
    const woken = Stream.parse(mapping);
    const { Destination } = Queue.parse(mapping).DestinationConfig.OnFailure;
    for (const { id, role } of owned.filter(({ by }) => by.startsWith('lambda.'))) {
      const [, made] = ofType('AWS::Lambda::Function').find(([each]) => each === id) ?? expect.unreachable();
      const { LogGroup } = z
        .object({ LogGroup: z.object({ Ref: z.string() }) })
        .parse(made.Properties['LoggingConfig']);
      const wakes = [
        ...on(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [woken.EventSourceArn]),
        ...on(['dynamodb:ListStreams'], ['*']),
        ...on(['sqs:SendMessage'], [Destination]),
      ];
      expect(
        new Set(rights(role).filter((right) => /^(?:logs|sqs):|Stream|ShardIterator|GetRecords/.test(right))),
      ).toEqual(
        new Set([
          ...on(['logs:CreateLogStream', 'logs:PutLogEvents'], [arnOf(LogGroup.Ref)]),
          ...(id === woken.FunctionName.Ref ? wakes : []),
        ]),
      );
    }
  });

  it('of the schedule call the background function', () => {
    const [schedule] = owned.filter(({ by }) => by.startsWith('scheduler.'));
    const [background = ''] = owned.map(({ id }) => id).filter((id) => id.startsWith('background'));
    expect(rights(schedule?.role ?? '')).toEqual(
      on(['lambda:InvokeFunction'], [arnOf(background), { 'Fn::Join': ['', [arnOf(background), ':*']] }]),
    );
  });
});
