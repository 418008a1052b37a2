import type { CivilDate } from '#shared/time/civil';
import type { LeftOut } from './batches.ts';
import type { Correction } from './corrections.ts';

/** Which refusal a correction answers, and why the account may not be paid to yet. */
export type Answering = { readonly answers: string; readonly held?: LeftOut };

export const answering = (correction: Correction, today: CivilDate): Answering => {
  const held = heldBy(correction, today);
  return { answers: correction.refused, ...(held && { held }) };
};

const heldBy = ({ kind, payableFrom }: Correction, today: CivilDate): LeftOut | undefined => {
  if (payableFrom === undefined) return 'unconfirmed';
  if (kind === 'none') return 'noAccount';
  return today < payableFrom ? 'coolingOff' : undefined;
};
