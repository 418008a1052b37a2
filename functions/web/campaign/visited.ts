import type { Visited } from '#shared/coverage/receipts';
import type { ValuesOf } from '#shared/forms/values';
import type { Photo } from '#shared/coverage/photos';
import type { receiptForm } from '#workflows/festivalCondolence/receiptForm';

type Answers = ValuesOf<typeof receiptForm>;

/** What was typed on the list, as it is kept for each person ticked. */
export const visitedFrom = (typed: Answers, handler: string, photos: readonly Photo[]): Visited => {
  const { outcome, witness, relation, letter, proxyName, proxyId, reason } = typed;
  if (outcome !== 'signed' && outcome !== 'photo' && outcome !== 'proxy')
    return { status: outcome, ...(reason !== undefined && { reason }) };
  const receipt = { mode: outcome, handler, witness: witness ?? '', quantity: 1, ...(photos.length > 0 && { photos }) };
  if (outcome !== 'proxy') return { status: 'delivered', receipt };
  return {
    status: 'delivered',
    receipt: { ...receipt, relation: relation ?? '', letter: letter ?? '' },
    proxy: { name: proxyName ?? '', idNumber: proxyId ?? '' },
  };
};
