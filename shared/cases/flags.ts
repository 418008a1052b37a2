import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { changeCase } from './change.ts';

/** Marks a case whose step fails and is tried again. The first failure is told; its repetitions are not events. */
export const flagFailing = async (
  host: Pick<Host, 'table' | 'clock'>,
  id: CaseId,
  failure: { readonly error: string; readonly step: string },
): Promise<void> => {
  await changeCase(host, id, (each) =>
    each.flags.includes('failing') || each.closedAt !== undefined
      ? undefined
      : { event: { type: 'failing', by: SYSTEM, data: failure }, set: { flags: [...each.flags, 'failing'] } },
  );
};
