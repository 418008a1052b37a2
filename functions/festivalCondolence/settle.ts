import { step } from '#functions/step';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { Held, pay } from '#shared/ledger/budget';
import { contract } from '#workflows/festivalCondolence/contract';

/** Books the purchase as paid, once: a second round of visits costs nothing more. */
export const settle = step(contract.settle, async ({ caseId, entered }, host) => {
  await onceFor(host, { caseId, entered, step: 'settle' }, (each) => {
    const before = Held.parse(each.facts['held']);
    if (before.committedFen === 0) return { event: { type: 'settledBefore', by: SYSTEM } };
    const { writes, held } = pay(each, before, host.clock.now());
    return {
      event: { type: 'settled', by: SYSTEM, data: { fen: before.committedFen } },
      needs: { noticeClear: true, approved: true, budgeted: true },
      set: { paidFen: before.committedFen, facts: { ...each.facts, held } },
      also: writes,
    };
  });
  return {};
});
