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

/** Takes the mark away where nothing else will: the step had done its work before it failed, and now waits for somebody. */
export const unflagFailing = async (host: Pick<Host, 'table' | 'clock'>, id: CaseId): Promise<void> => {
  await changeCase(host, id, (each) =>
    each.flags.includes('failing')
      ? {
          event: { type: 'recovered', by: SYSTEM, data: {} },
          set: { flags: each.flags.filter((flag) => flag !== 'failing') },
        }
      : undefined,
  );
};

/**
 * Marks a case whose mail does not reach an address: whoever looks after it must ask by other means, rather than think
 * that somebody is slow. One mark, however many mails fail.
 */
export const flagUnreached = async (
  host: Pick<Host, 'table' | 'clock'>,
  id: CaseId,
  mail: { readonly letter: string; readonly to: string },
): Promise<void> => {
  await changeCase(host, id, (each) =>
    each.flags.includes('unreached') || each.closedAt !== undefined
      ? undefined
      : { event: { type: 'unreached', by: SYSTEM, data: mail }, set: { flags: [...each.flags, 'unreached'] } },
  );
};
