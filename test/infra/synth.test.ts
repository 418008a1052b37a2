import { readdirSync, existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { audiences, pathsOf } from '#infra/aws/audiences';
import { ROOT } from '#infra/aws/bundle';
import { stepFunctions } from '#infra/aws/functions';
import { routes } from '#infra/embedded/routes';
import { INDEXES } from '#shared/table/table';
import { pipelines } from '#workflows/index';
import { actionsOf, functionNames, statementsOf } from './policies.ts';
import { synthesise } from './synthesised.ts';

const global = synthesise();
const china = synthesise({ region: 'cn-north-1', mail: 'smtp', stage: 'prod', domain: 'aid.union.example.cn' });

describe.each([
  ['anywhere', global],
  ['in China', china],
])('the stack %s', (_, { text, ofType, resources }) => {
  it('names no partition but its own', () => {
    expect(text.match(/arn:aws:.{0,40}/g) ?? []).toEqual([]);
  });

  it('stays clear of the 500 resources that a stack may have', () => {
    expect(Object.keys(resources).length).toBeLessThan(460);
  });

  it('keeps what must not be lost', () => {
    const [table, ...others] = ofType('AWS::DynamoDB::Table');
    expect(others).toEqual([]);
    expect(table?.[1]).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
        BillingMode: 'PAY_PER_REQUEST',
      },
    });
    for (const type of ['AWS::S3::Bucket', 'AWS::KMS::Key']) {
      for (const [, resource] of ofType(type))
        expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  it('has the indexes of the table port', () => {
    const Index = z.object({ IndexName: z.string(), KeySchema: z.array(z.object({ AttributeName: z.string() })) });
    const indexes = z.array(Index).parse(ofType('AWS::DynamoDB::Table')[0]?.[1].Properties['GlobalSecondaryIndexes']);
    expect(
      indexes.map(({ IndexName, KeySchema }) => [IndexName, ...KeySchema.map((key) => key.AttributeName)]),
    ).toEqual(INDEXES.map((name) => [name, `${name}Pk`, `${name}Sk`]));
  });

  it('keeps every log for six months, and in a group of its own', () => {
    const groups = ofType('AWS::Logs::LogGroup');
    for (const [, { Properties }] of groups) expect(Properties['RetentionInDays']).toBe(180);
    for (const [, { Properties }] of ofType('AWS::Lambda::Function'))
      expect(Properties).toHaveProperty('LoggingConfig.LogGroup.Ref');
    for (const [, { Properties }] of ofType('AWS::StepFunctions::StateMachine')) {
      expect(Properties).toMatchObject({ LoggingConfiguration: { IncludeExecutionData: false, Level: 'ERROR' } });
    }
  });

  it('runs every function on Node 24 and ARM, for less than its callers wait', () => {
    for (const [, { Properties }] of ofType('AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
      expect(Properties['Timeout']).toBeLessThanOrEqual(120);
    }
  });

  it('has a machine per pipeline, each step of which is a function, and starts through an alias', () => {
    const machines = ofType('AWS::StepFunctions::StateMachine');
    expect(machines).toHaveLength(Object.keys(pipelines).length);
    expect(ofType('AWS::StepFunctions::StateMachineAlias')).toHaveLength(machines.length);
    for (const [, version] of ofType('AWS::StepFunctions::StateMachineVersion'))
      expect(version.UpdateReplacePolicy).toBe('Retain');
    for (const pipeline of Object.values(pipelines)) {
      const machine = machines.find(([id]) => id.startsWith(pipeline.name));
      const substitutions = z.record(z.string(), z.unknown()).parse(machine?.[1].Properties['DefinitionSubstitutions']);
      const { awsPartition, ...steps } = substitutions;
      expect(awsPartition).toEqual({ Ref: 'AWS::Partition' });
      expect(Object.keys(steps).toSorted()).toEqual(Object.keys(stepFunctions(pipeline)).toSorted());
      const Arn = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });
      for (const [step, arn] of Object.entries(steps)) {
        const [id] = Arn.parse(arn)['Fn::GetAtt'];
        expect(functionNames(global).get(id) ?? functionNames(china).get(id)).toBe(`${pipeline.name}-${step}`);
      }
    }
  });

  it('serves every page of the route tables, and from the function that has it', () => {
    const keys = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => String(Properties['RouteKey']));
    expect(keys.toSorted()).toEqual(
      [...audiences.flatMap(pathsOf), '/{other+}'].map((path) => `ANY ${path}`).toSorted(),
    );
    expect(new Set(audiences.flatMap(pathsOf))).toEqual(new Set(routes.map(({ path }) => path)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('writes no path or query of a page into a log: they may hold a token', () => {
    const format = JSON.stringify(ofType('AWS::ApiGatewayV2::Stage')[0]?.[1].Properties['AccessLogSettings']);
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/\$context\.(path|rawPath|queryString|protocol)|requestOverride|authorizer/i);
  });

  it('lets one function signal state machines, and that one has no public route', () => {
    const senders = ofType('AWS::IAM::Policy').filter(([, policy]) =>
      actionsOf(policy).some((action) => action.startsWith('states:SendTask')),
    );
    expect(senders.map(([id]) => id)).toEqual([expect.stringMatching(/^background/)]);
    for (const [, { Properties }] of ofType('AWS::Lambda::Permission'))
      expect(JSON.stringify(Properties['FunctionName'])).not.toContain('background');
  });

  it('allows everything to nobody, and the table to be scanned to none', () => {
    /** Signals cannot be limited to a machine; log delivery of Step Functions has no resource. */
    const unlimited = /^states:SendTask|^logs:/;
    for (const [id, policy] of ofType('AWS::IAM::Policy')) {
      for (const { Action, Resource } of statementsOf(policy)) {
        expect(
          Action.filter((action) => action.includes('*')),
          id,
        ).toEqual([]);
        if (Resource.includes('*'))
          expect(
            Action.filter((action) => !unlimited.test(action)),
            id,
          ).toEqual([]);
      }
      expect(actionsOf(policy)).not.toContain('dynamodb:Scan');
    }
  });
});

it('tells the admin what hurts, and what to do', () => {
  const { ofType } = synthesise({ admin: 'admin@union.example', region: 'eu-west-1' });
  expect(ofType('AWS::SNS::Subscription')[0]?.[1].Properties).toMatchObject({
    Protocol: 'email',
    Endpoint: 'admin@union.example',
  });
  const alarms = ofType('AWS::CloudWatch::Alarm');
  expect(alarms.length).toBeGreaterThanOrEqual(8);
  for (const [id, { Properties }] of alarms) {
    expect(Properties, id).toMatchObject({
      AlarmActions: [{ Ref: expect.any(String) }],
      TreatMissingData: 'notBreaching',
    });
    expect(String(Properties['AlarmDescription']), id).toMatch(/[.?]$/);
  }
  expect(ofType('AWS::Events::Rule')[0]?.[1].Properties).toMatchObject({
    EventPattern: { detail: { status: ['FAILED', 'TIMED_OUT'] } },
  });
});

describe('the stack in China', () => {
  it('has only what there is', () => {
    expect(china.ofType('AWS::Lambda::Url')).toEqual([]);
    expect(Object.values(china.resources).filter(({ Type }) => /SES|Cognito|XRay|Pinpoint/.test(Type))).toEqual([]);
    expect(china.text).not.toContain('TracingConfig');
  });

  it('sends by SMTP, the secret of which is in no template', () => {
    expect(china.text).toContain('{{resolve:secretsmanager:nuanliu/prod/smtp');
  });

  it('is refused with SES', () => {
    expect(() => synthesise({ region: 'cn-northwest-1' })).toThrow('mail=smtp');
  });
});

describe('the settings of a deployment', () => {
  it.each([{ stage: 'Prod!' }, { sender: 'nobody' }, { mail: 'pigeon' }, { domain: 'not a domain' }])(
    'refuse %j with one sentence',
    (context) => {
      expect(() => synthesise(context)).toThrow(RangeError);
    },
  );
});

it('every folder of pages is deployed', () => {
  const folders = readdirSync(new URL('functions/web', ROOT), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && existsSync(new URL(`functions/web/${entry.name}/routes.ts`, ROOT))
      ? [`#functions/web/${entry.name}/routes`]
      : [],
  );
  const deployed = audiences.flatMap(({ modules }) => modules.map(({ from }) => from));
  expect(folders.filter((folder) => !deployed.includes(folder))).toEqual([]);
});
