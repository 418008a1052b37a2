import { step } from '#functions/step';
import { readForm } from '#shared/cases/forms';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { commit as commitFen, Held } from '#shared/ledger/budget';
import { Fen } from '#shared/money';
import { noticeIsClear } from '#shared/notices/put';
import { contract } from '#workflows/hardshipAid/contract';

/** Books what the superior union granted as received, commits it for payment, and gives back to the fund what was cut. */
export const commit = step(contract.commit, async ({ caseId, entered }, host) => {
  await onceFor(host, { caseId, entered, step: 'commit' }, async (each) => {
    const funding = await readForm(host, each, 'funding');
    const receivedFen = Fen.parse(funding?.values['receivedFen']);
    const { writes, held } = commitFen(each, Held.parse(each.facts['held']), receivedFen, host.clock.now());
    return {
      event: { type: 'received', by: SYSTEM, data: { receivedFen, fund: held.fund, year: held.year } },
      set: {
        receivedFen,
        noticeClear: await noticeIsClear(host, each, 'publicNotice'),
        facts: { ...each.facts, held },
      },
      also: writes,
    };
  });
  return {};
});
