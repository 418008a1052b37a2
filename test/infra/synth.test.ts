import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { stepFunctions } from '#infra/aws/functions';
import { INDEXES } from '#shared/table/table';
import { pipelines } from '#workflows/index';
import { functionNames } from './policies.ts';
import { china, global } from './places.ts';

describe.each([
  ['anywhere', global],
  ['in China', china],
])('the stack %s', (_, { text, ofType }) => {
  it('names no partition but its own', () => {
    expect(text.match(/arn:aws:.{0,40}/g) ?? []).toEqual([]);
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
      expect(Properties['LoggingConfig']).toEqual({
        LogGroup: { Ref: expect.any(String) },
        LogFormat: 'JSON',
        SystemLogLevel: 'WARN',
      });
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

  it('has a machine per pipeline and one for its later years, each step a function, started through an alias', () => {
    const machines = ofType('AWS::StepFunctions::StateMachine');
    expect(machines).toHaveLength(Object.keys(pipelines).length * 2);
    expect(ofType('AWS::StepFunctions::StateMachineAlias')).toHaveLength(machines.length);
    for (const [, version] of ofType('AWS::StepFunctions::StateMachineVersion'))
      expect(version.UpdateReplacePolicy).toBe('Retain');
    for (const pipeline of Object.values(pipelines)) {
      const forms = machines.filter(([id]) => new RegExp(`^${pipeline.name}(machine|resumed)`).test(id));
      expect(forms).toHaveLength(2);
      expect(new Set(forms.map(([, { Properties }]) => JSON.stringify(Properties['RoleArn']))).size).toBe(1);
      for (const [, { Properties }] of forms) {
        const substitutions = z.record(z.string(), z.unknown()).parse(Properties['DefinitionSubstitutions']);
        const { awsPartition, ...steps } = substitutions;
        expect(awsPartition).toEqual({ Ref: 'AWS::Partition' });
        expect(Object.keys(steps).toSorted()).toEqual(Object.keys(stepFunctions(pipeline)).toSorted());
        const Arn = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });
        for (const [step, arn] of Object.entries(steps)) {
          const [id] = Arn.parse(arn)['Fn::GetAtt'];
          expect(functionNames(global).get(id) ?? functionNames(china).get(id)).toBe(`${pipeline.name}-${step}`);
        }
      }
    }
  });
});
