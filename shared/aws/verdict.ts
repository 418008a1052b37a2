import { GetObjectTaggingCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Scan, Unscanned } from '#shared/files/files';
import { call } from './faults.ts';

export type Scanning = {
  /** Whether GuardDuty scans what arrives, and says by a tag what it found. */
  readonly scanner: 'none' | 'guardduty';
  readonly unscanned: Unscanned;
};

/** @see https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-s3-object-tags.html */
const STATUS_TAG = 'GuardDutyMalwareScanStatus';
const VERDICTS: Readonly<Record<string, Scan>> = { NO_THREATS_FOUND: 'clean', THREATS_FOUND: 'infected' };

/** What GuardDuty has said of an object by its tag; nothing as long as it has not. @throws {NoSuchKey} */
export const verdictOf = async (client: S3Client, Bucket: string, Key: string): Promise<Scan | undefined> => {
  const { TagSet = [] } = await call('GetObjectTagging', () =>
    client.send(new GetObjectTaggingCommand({ Bucket, Key })),
  );
  const said = TagSet.find((tag) => tag.Key === STATUS_TAG)?.Value;
  return said === undefined ? undefined : (VERDICTS[said] ?? 'not scanned');
};
