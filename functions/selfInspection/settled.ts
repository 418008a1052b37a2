import { getCase } from '#shared/cases/change';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { totalsOf } from './roster.ts';
import { answerIfWaiting } from './waiting.ts';

/** Wakes the programme when no unit is left that is not settled. */
export const tellIfSettled = async (host: Host, programme: CaseId): Promise<void> => {
  const count = await totalsOf(host.table, programme);
  const { facts } = await getCase(host.table, programme);
  if (count('settled') >= Number(facts['units'])) await answerIfWaiting(host, programme, 'watch', 'settled');
};
