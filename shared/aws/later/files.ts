import { CLIENT, setting } from '#shared/aws/adapters';
import type { Ports } from '#shared/aws/ports';

export const files: NonNullable<Ports['files']> = async ({ clock }) => {
  const { openFiles } = await import('#shared/aws/s3');
  const scanner = process.env['SCANNER'] === 'guardduty' ? 'guardduty' : 'none';
  const unscanned = process.env['UNSCANNED'] === 'block' ? 'block' : 'show';
  return openFiles(CLIENT, setting('BUCKET'), clock, { scanner, unscanned });
};
