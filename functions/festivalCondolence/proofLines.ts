import type { Case } from '#shared/cases/case';
import type { BatchRows } from '#shared/coverage/cut';
import { proofOf } from '#shared/coverage/proof';
import { linesOf, standsAs } from '#shared/coverage/proofLines';
import { ofShard, peopleOf } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import { heldBatches, sourcesOf } from './sources.ts';

/**
 * The lines of a proof as they are now, a text for each of its parts: the SHA-256 of a text is that of the part as long
 * as nothing has changed since.
 *
 * @param only one of them; all when absent
 */
export async function* partTexts(host: Pick<Host, 'table'>, each: Case, only?: number): AsyncGenerator<string> {
  const proof = await proofOf(host.table, each.id);
  const batches = heldBatches(proof?.of ?? '', await sourcesOf(host, each));
  if (proof && proof.of === undefined) {
    yield await inOnePiece(
      host,
      each,
      batches.flatMap(({ rows }) => rows),
    );
    return;
  }
  for (const { n, rows } of batches) if (only === undefined || n === only) yield await textOf(host, each, rows);
}

export const textOf = async (
  { table }: Pick<Host, 'table'>,
  each: Case,
  rows: readonly BatchRows[],
): Promise<string> => {
  let text = '';
  for await (const { line } of linesOf(table, peopleOf(each), rows)) text += line;
  return text;
};

/** Proofs from before there were parts: the lists, then everybody with a place, by shard. */
const inOnePiece = async (host: Pick<Host, 'table'>, each: Case, rows: readonly BatchRows[]): Promise<string> => {
  const of = peopleOf(each);
  let text = await textOf(host, each, rows);
  for (let shard = 0; shard < of.shards; shard++)
    for await (const place of ofShard(host.table, of, shard)) text += `recipients ${place.person} ${standsAs(place)}\n`;
  return text;
};
