import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { contract } from '#workflows/selfInspection/contract';
import { rowFor } from './roster.ts';
import { answerIfWaiting, waitFor } from './waiting.ts';

/**
 * Waits for the draw. Where it has been made meanwhile its result is passed on at once: the draw marks the row before
 * it looks who waits, this looks at the row after it waits, so neither misses the other.
 */
export const awaitDraw = step(contract.awaitDraw, async (waiting, host) => {
  await waitFor(host, waiting);
  const each = await getCase(host.table, waiting.caseId);
  const { drawn } = await rowFor(host.table, each);
  if (drawn) await answerIfWaiting(host, each.id, 'drawing', drawn === 'passed' ? 'passed' : 'picked');
  return {};
});
