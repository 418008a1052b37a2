import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Fact, FactName } from 'aws-cdk-lib/region-info';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ROOT } from '#infra/aws/bundle';
import { s3Files } from '#shared/aws/s3';
import { Instant } from '#shared/time/instant';
import { china } from './places.ts';
import { actionsOf, rightsOf } from './policies.ts';
import { synthesise } from './synthesised.ts';

const given = { mail: 'smtp', stage: 'prod', domain: 'aid.union.example.cn', admin: 'admin@union.example.cn' };
const ningxia = synthesise({ ...given, region: 'cn-northwest-1' });
const NAMED = z.record(z.string(), z.unknown());

/** A stack of one resource, under the rules that every synthesis of ours is under. */
const alone = (region: string, type: string, properties: object): void => {
  const outdir = mkdtempSync(join(tmpdir(), 'nuanliu-cdk-'));
  try {
    const { context } = z.object({ context: NAMED }).parse(JSON.parse(readFileSync(new URL('cdk.json', ROOT), 'utf8')));
    const app = new App({ outdir, context });
    const resource = new CfnResource(new Stack(app, 'alone', { env: { region } }), 'one', { type, properties });
    if (resource.cfnResourceType === type) app.synth();
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

/**
 * Types that a deployment elsewhere has, or that others in the field would have used. CDK's rule F3006 knows the types
 * of each region, from the registry of CloudFormation; a type that it lets pass may still lack its service there
 * (function URLs in Beijing), which is why the test below names types as well.
 */
const ABSENT: readonly (readonly [type: string, properties: object])[] = [
  ['AWS::SES::EmailIdentity', { EmailIdentity: 'union.example' }],
  ['AWS::SES::ConfigurationSet', {}],
  ['AWS::Cognito::UserPool', {}],
];

describe.each([
  ['cn-north-1', china],
  ['cn-northwest-1', ningxia],
])('the stack in %s', (region, { text, resources, ofType }) => {
  it.each(ABSENT)('would be refused with %s, so whatever passes is there', (type, properties) => {
    expect(() => alone(region, type, properties)).toThrow(/F3006|does not exist in/);
    expect(() => alone('eu-west-1', type, properties)).not.toThrow();
  });

  it('has no SES, Cognito, function URL or X-Ray, and its machines call no HTTP endpoint', () => {
    const types = Object.values(resources).map(({ Type }) => Type);
    expect(types.filter((type) => /SES|Cognito|XRay|Pinpoint|Lambda::Url|CloudFront|GuardDuty/.test(type))).toEqual([]);
    expect(text).not.toMatch(/TracingConfig|TracingConfiguration|states:::http:|states:::aws-sdk/);
    const actions = [...rightsOf({ ofType }).values()].flatMap(actionsOf);
    expect(actions.length).toBeGreaterThan(200);
    expect(actions.filter((action) => /^(?:ses|xray|cognito)/.test(action))).toEqual([]);
  });

  it('names its own partition, or none, and no host of another', () => {
    const partitions = [...text.matchAll(/\barn:([\w$-]+|\\*"|\$\{\w+\}):/g)].map(([, partition]) => partition);
    expect(new Set(partitions)).toEqual(new Set(['aws-cn', '${awsPartition}']));
    expect(text.match(/https?:\/\/[^"]*amazonaws\.com(?!\.cn)/g) ?? []).toEqual([]);
  });

  it('runs on the newest Node that Lambda has there, as CDK’s facts of regions say; of ARM they say nothing', () => {
    const newest = Fact.find(region, FactName.LATEST_NODE_RUNTIME);
    for (const [id, { Properties }] of ofType('AWS::Lambda::Function')) expect(Properties['Runtime'], id).toBe(newest);
  });

  it('sends by an SMTP server whose address and password only Secrets Manager knows', () => {
    const told = ofType('AWS::Lambda::Function').flatMap(([, { Properties }]) => {
      const { Variables } = z.object({ Variables: NAMED }).parse(Properties['Environment']);
      return 'SMTP_URL' in Variables ? [[Properties['Description'], Variables['SMTP_URL']]] : [];
    });
    expect(told).toEqual([['background', '{{resolve:secretsmanager:nuanliu/prod/smtp:SecretString:::}}']]);
  });

  it('calls its services, and has files posted, under China’s own domain', async () => {
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const clients = [DynamoDBClient, KMSClient, S3Client, SFNClient].map(
      (Client) => new Client({ region, credentials }),
    );
    for (const { config } of clients) {
      const { url } = config.endpointProvider({ Region: region });
      expect(url.hostname).toMatch(new RegExp(`\\.${region}\\.amazonaws\\.com\\.cn$`));
    }
    const clock = { now: () => Instant.parse(0) };
    const files = s3Files(new S3Client({ region, credentials }), 'bucket', clock);
    const back = new URL('https://aid.union.example.cn/');
    const { action } = await files.grant({ key: 'a', maxBytes: 1, back, until: Instant.parse(60_000) });
    expect(new URL(action).hostname).toBe(`bucket.s3.${region}.amazonaws.com.cn`);
  });
});
