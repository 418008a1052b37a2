import { describe, expect, it } from 'vitest';
import { QUARANTINE, UPLOAD_DAYS } from '#shared/files/files';
import { global, scanned } from './places.ts';
import { actionsOf, rightsOf } from './policies.ts';
import { synthesise } from './synthesised.ts';

describe('attachments', () => {
  it('that nothing names are gone after their time in quarantine, and no copy of them stays', () => {
    const [bucket] = global.ofType('AWS::S3::Bucket');
    expect(bucket?.[1].Properties['LifecycleConfiguration']).toMatchObject({
      Rules: expect.arrayContaining([
        expect.objectContaining({
          Prefix: QUARANTINE,
          ExpirationInDays: UPLOAD_DAYS,
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          Status: 'Enabled',
        }),
      ]),
    });
  });

  it('are scanned by nobody unless asked for, and pages may read no tags then', () => {
    expect(global.ofType('AWS::GuardDuty::MalwareProtectionPlan')).toEqual([]);
    const actions = [...rightsOf(global).values()].flatMap(actionsOf);
    expect(actions).toContain('s3:GetObject');
    expect(actions).not.toContain('s3:GetObjectTagging');
  });

  it('are scanned where they arrive, by a role of this bucket alone', () => {
    const { ofType, text } = scanned;
    const [plan] = ofType('AWS::GuardDuty::MalwareProtectionPlan');
    expect(plan?.[1].Properties).toMatchObject({
      Actions: { Tagging: { Status: 'ENABLED' } },
      ProtectedResource: { S3Bucket: { ObjectPrefixes: [QUARANTINE] } },
    });
    expect(text).toContain('"SCANNER":"guardduty","UNSCANNED":"block"');
    const readers = [...rightsOf(scanned)].filter(
      ([id, statements]) => actionsOf(statements).includes('s3:GetObjectTagging') && !id.startsWith('malwareScan'),
    );
    expect(readers.map(([id]) => id.replace(/Role.*$/, '')).toSorted()).toEqual(
      ['admin', 'applicant', 'approver', 'campaign', 'inspection'].map((audience) => expect.stringContaining(audience)),
    );
  });

  it.each([
    [{ region: 'cn-north-1', mail: 'smtp', scanner: 'guardduty' }, 'China'],
    [{ unscanned: 'block' }, 'scanner=guardduty'],
  ])('refuses %j with one sentence', (context, words) => {
    expect(() => synthesise(context)).toThrow(words);
  });
});
