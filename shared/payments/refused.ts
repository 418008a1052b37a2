import type { Case } from '#shared/cases/case';
import type { Recipient } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import { instructionKey, MOST_TRIES, triesOf } from './batches.ts';
import { type Correction, correctionsOf } from './corrections.ts';
import { claimOf, unpaid } from './payees.ts';

/** One of many to whom the bank could not pay, and who may still be tried again. */
export type Refused = {
  readonly recipient: Recipient;
  /** What the bank refused last. */
  readonly instruction: string;
  readonly tries: number;
  /** What has been given in answer to that. */
  readonly correction: Correction | undefined;
};

/** Those whose payment came back, union by union in the order of their rosters. */
export const refusedOf = async (host: Pick<Host, 'table' | 'keys'>, each: Case): Promise<Refused[]> => {
  const corrections = await correctionsOf(host.table, each);
  const found = await Promise.all(
    (await unpaid(host, each)).map(async (recipient): Promise<Refused[]> => {
      const before = await host.table.get(instructionKey(await claimOf(host, each, recipient.person)));
      const tries = triesOf(before);
      if (before?.['status'] !== 'failed' || tries >= MOST_TRIES) return [];
      const instruction = String(before['instruction']);
      const correction = corrections.get(recipient.person);
      return [
        { recipient, instruction, tries, correction: correction?.refused === instruction ? correction : undefined },
      ];
    }),
  );
  return found.flat();
};
