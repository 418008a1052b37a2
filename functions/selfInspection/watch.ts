import { step } from '#functions/step';
import { contract } from '#workflows/selfInspection/contract';
import { tellIfSettled } from './settled.ts';
import { waitFor } from './waiting.ts';

/** Waits for the last unit, or the end of the month. The last unit may have been faster. */
export const watch = step(contract.watch, async (waiting, host) => {
  await waitFor(host, waiting);
  await tellIfSettled(host, waiting.caseId);
  return {};
});
