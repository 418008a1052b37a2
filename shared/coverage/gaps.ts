import * as z from 'zod/mini';
import type { CaseId } from '#shared/ids';
import { prefix, type Table } from '#shared/table/table';
import type { Instant } from '#shared/time/instant';

/** Who is unresolved, and where they are named: enough to find them, nothing that says who they are. */
export const Gap = z.object({
  person: z.string(),
  source: z.string(),
  scope: z.string(),
  unit: z.string(),
  import: z.string(),
  row: z.number(),
  status: z.optional(z.string()),
});
export type Gap = z.infer<typeof Gap>;

const AT_ONCE = 50;
/** Longer than a campaign lives. */
const KEPT_SECONDS = 400 * 86_400;

export const proofPk = (id: CaseId) => `PROOF#${id}`;
const gapSk = (of: string | undefined) => (of === undefined ? 'GAP#' : `GAP#${of}#`);

/** Notes who is left, each person once whichever batch comes first. @returns how many of them are this batch's */
export const claimGaps = async (
  table: Table,
  id: CaseId,
  { of, n, at }: { of: string; n: number; at: Instant },
  gaps: readonly Gap[],
): Promise<number> => {
  const ttl = Math.ceil(at / 1_000) + KEPT_SECONDS;
  let mine = 0;
  for (let i = 0; i < gaps.length; i += AT_ONCE) {
    const held = await Promise.all(
      gaps
        .slice(i, i + AT_ONCE)
        .map((gap) => table.claim({ ...gap, pk: proofPk(id), sk: `${gapSk(of)}${gap.person}`, batch: n, ttl })),
    );
    mine += held.filter(({ batch }) => batch === n).length;
  }
  return mine;
};

/** @param of the entry that the proof was made for; proofs from before there were batches have none */
export const gapsOf = async (table: Table, id: CaseId, of: string | undefined, limit = 200): Promise<Gap[]> => {
  const { items } = await table.query({ pk: proofPk(id), ...prefix(gapSk(of)), limit });
  return items.map((item) => Gap.parse(item));
};

export const gapOf = async (
  table: Table,
  id: CaseId,
  of: string | undefined,
  person: string,
): Promise<Gap | undefined> => {
  const item = await table.get({ pk: proofPk(id), sk: `${gapSk(of)}${person}` });
  return item ? Gap.parse(item) : undefined;
};
