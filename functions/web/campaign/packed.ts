import { all, type Table } from '#shared/table/table';

/** Which volumes of a packet have been made, and the hash of each one's manifest. */
export const packedKey = (id: string, volume: number) => ({ pk: `PACKED#${id}`, sk: String(volume).padStart(4, '0') });

export const packedOf = async (table: Table, id: string): Promise<ReadonlyMap<number, string>> =>
  new Map((await all(table, { pk: packedKey(id, 0).pk })).map(({ sk, manifest }) => [Number(sk), String(manifest)]));
