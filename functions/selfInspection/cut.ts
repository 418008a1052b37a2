import { step } from '#functions/step';
import { casePk } from '#shared/cases/case';
import { nextRound, onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { figuresOn } from './figures.ts';

/** The figures of this day, kept as they are: what a month's table said can be read later. */
export const cut = step(contract.cut, async ({ caseId, entered }, host) => {
  const today = civilDate(host.clock.now());
  await onceFor(host, { caseId, entered, step: 'cut' }, async (each) => {
    const { units, reported, withProblems, rectified, recoveredFen } = await figuresOn(host.table, caseId, today);
    const figures = { on: today, units, reported, withProblems, rectified, recoveredFen };
    return {
      event: { type: 'figuresKept', by: SYSTEM, data: figures },
      also: [{ put: { pk: casePk(caseId), sk: `CUT#${today}#${nextRound(each, 'cut')}`, ...figures } }],
    };
  });
  return {};
});
