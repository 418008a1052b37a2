import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { readForm } from '#shared/cases/forms';
import { onceFor } from '#shared/cases/once';
import { peopleOf } from '#shared/coverage/recipients';
import { eachSheet } from '#shared/coverage/sheets';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { commit as commitFen, Held } from '#shared/ledger/budget';
import { Fen } from '#shared/money';
import { noticeIsClear } from '#shared/notices/put';
import { contract } from '#workflows/festivalCondolence/contract';
import { isCash, isForMinors } from '#workflows/festivalCondolence/plan';
import { planOf } from './campaign.ts';

/** Commits the invoice, or the sum of what the listed will be paid; what the plan had beyond it goes back to the fund. */
export const commit = step(contract.commit, async ({ caseId, entered }, host) => {
  await onceFor(host, { caseId, entered, step: 'commit' }, async (each) => {
    const plan = planOf(each);
    const { fen, facts } = isCash(plan) ? await toPay(host, each) : await bought(host, each);
    const { writes, held } = commitFen(each, Held.parse(each.facts['held']), fen, host.clock.now());
    const notice = isForMinors(plan) ? 'internalNotice' : 'publicNotice';
    const clear = isCash(plan) ? await noticeIsClear(host, each, notice) : true;
    return {
      event: { type: 'committed', by: SYSTEM, data: { fen, fund: held.fund, year: held.year } },
      set: { receivedFen: fen, noticeClear: clear, facts: { ...each.facts, ...facts, held } },
      also: writes,
    };
  });
  return {};
});

const bought = async (host: Host, each: Case) => {
  const accepted = await readForm(host, each, 'acceptance');
  const fen = Fen.parse(accepted?.values['invoiceFen']);
  return { fen, facts: { setsIn: Number(accepted?.values['setsIn'] ?? 0) } };
};

const toPay = async (host: Host, each: Case) => {
  let fen = 0;
  for await (const { valueFen, lines } of eachSheet(host.table, peopleOf(each)))
    fen += valueFen * [...lines.values()].filter(({ status }) => status === 'listed').length;
  return { fen: Fen.parse(fen), facts: {} };
};
