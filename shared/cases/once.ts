import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import type { Case } from './case.ts';
import { type Change, changeCase } from './change.ts';

/**
 * A step's change, made once for each entry of its state however often the step is attempted. The round is part of the
 * same transaction.
 *
 * @param decide is not asked again where the change has been made
 */
export const onceFor = (
  host: Pick<Host, 'table' | 'clock'>,
  { caseId, entered, step }: { caseId: CaseId; entered: string; step: string },
  decide: (each: Case) => Change | Promise<Change>,
): Promise<Case> =>
  changeCase(host, caseId, async (each) => {
    const round = each.rounds[step];
    if (round?.entered === entered) return undefined;
    const change = await decide(each);
    const rounds = { ...each.rounds, [step]: { n: (round?.n ?? 0) + 1, entered } };
    return { ...change, set: { ...change.set, rounds } };
  });

/** How often a step or task has been done, the present time included. */
export const nextRound = (each: Case, step: string): number => (each.rounds[step]?.n ?? 0) + 1;
