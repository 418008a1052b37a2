import type { Visited } from '#shared/coverage/receipts';
import type { ValuesOf } from '#shared/forms/values';
import type { receiptForm } from '#workflows/festivalCondolence/receiptForm';

type Answers = ValuesOf<typeof receiptForm>;

/** What was typed on the list, as it is kept for each person ticked. */
export const visitedFrom = (typed: Answers, handler: string): Visited => {
  const { outcome, witness, relation, letter, proxyName, proxyId, reason } = typed;
  if (outcome !== 'signed' && outcome !== 'proxy') return { status: outcome, ...(reason !== undefined && { reason }) };
  const receipt = { mode: outcome, handler, witness: witness ?? '', quantity: 1 };
  if (outcome === 'signed') return { status: 'delivered', receipt };
  return {
    status: 'delivered',
    receipt: { ...receipt, relation: relation ?? '', letter: letter ?? '' },
    proxy: { name: proxyName ?? '', idNumber: proxyId ?? '' },
  };
};
