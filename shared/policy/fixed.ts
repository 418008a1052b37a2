import type { Case } from '#shared/cases/case';
import { changeCase } from '#shared/cases/change';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { Fields } from '#shared/table/table';
import type { CivilDate } from '#shared/time/civil';

/**
 * Fixes for the life of a case by which policy it began, once, however often the step is tried.
 *
 * @param told what of the policy the state machine is told, kept with the event
 */
export const fixPolicy = (
  host: Pick<Host, 'table' | 'clock'>,
  seen: Case,
  policyFrom: CivilDate,
  told: Fields = {},
): Promise<Case> =>
  changeCase(
    host,
    seen.id,
    ({ facts }) =>
      facts['policyFrom'] === undefined
        ? {
            event: { type: 'opened', by: SYSTEM, data: { policyFrom, ...told } },
            set: { facts: { ...facts, policyFrom } },
          }
        : undefined,
    seen,
  );
