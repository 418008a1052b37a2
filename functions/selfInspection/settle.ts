import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { programmeOf } from './programme.ts';
import { rowFor, rowChange } from './roster.ts';
import { tellIfSettled } from './settled.ts';

/** Notes how the unit stands, and tells the programme when it was the last. */
export const settle = step(contract.settle, async ({ caseId, entered, status }, host) => {
  await onceFor(host, { caseId, entered, step: 'settle' }, async (each) => {
    const row = await rowFor(host.table, each);
    const settledOn = civilDate(host.clock.now());
    return {
      event: { type: 'settled', by: SYSTEM, data: { status } },
      also: rowChange(row, { status, settledOn, dueOn: undefined }),
    };
  });
  await tellIfSettled(host, programmeOf(await getCase(host.table, caseId)));
  return {};
});
