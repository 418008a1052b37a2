import type { Host } from '#shared/host';
import type { Case } from './case.ts';
import { dataKeyOf, type FormRecord, formRecord } from './forms.ts';

/**
 * Why somebody did what is not part of the ordinary course: reassigned, stepped aside, looked behind a mask. Free text
 * may say anything, so it is kept sealed beside the event of the same number.
 */
export const reasonRecord = async (
  host: Pick<Host, 'random' | 'keys'>,
  each: Case,
  reason: string,
): Promise<FormRecord> =>
  formRecord(
    host.random,
    { id: each.id, key: await dataKeyOf(host, each) },
    { name: 'reason', version: each.seq + 1 },
    { reason },
    () => true,
  );
