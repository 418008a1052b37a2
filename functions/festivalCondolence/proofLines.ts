import type { Case } from '#shared/cases/case';
import type { BatchRows } from '#shared/coverage/cut';
import { partsOf, proofOf } from '#shared/coverage/proof';
import { linesOf, standsAs } from '#shared/coverage/proofLines';
import { ofShard, peopleOf } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import { heldBatches, sourcesOf } from './sources.ts';

type Reading = Pick<Host, 'table'>;

/** What each part of the newest proof is about; one made in one piece counts as one. */
export const partsFor = async (host: Reading, each: Case): Promise<readonly BatchRows[][]> => {
  const proof = await proofOf(host.table, each.id);
  const parts = await partsOf(host.table, each.id, proof?.of);
  if (parts.length > 0) return parts.map(({ rows }) => rows);
  return [heldBatches('', await sourcesOf(host, each)).flatMap(({ rows }) => rows)];
};

/** The lines of a part as they are now: their SHA-256 is that of the part as long as nothing has changed since. */
export const textOf = async ({ table }: Reading, each: Case, rows: readonly BatchRows[]): Promise<string> => {
  let text = '';
  for await (const { line } of linesOf(table, peopleOf(each), rows)) text += line;
  return (await proofOf(table, each.id))?.of === undefined ? text + (await placesText(table, each)) : text;
};

/** Proofs from before there were parts end with everybody who has a place, by shard. */
const placesText = async (table: Reading['table'], each: Case): Promise<string> => {
  const of = peopleOf(each);
  let text = '';
  for (let shard = 0; shard < of.shards; shard++)
    for await (const place of ofShard(table, of, shard)) text += `recipients ${place.person} ${standsAs(place)}\n`;
  return text;
};
