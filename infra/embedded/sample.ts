import { readFileSync } from 'node:fs';
import { parseUnion, writeUnion } from '#shared/people/union';
import type { Table } from '#shared/table/table';

/** A folder that has no federation yet gets the sample, marked as such until a real one is imported. */
export const writeSample = async (table: Table): Promise<void> => {
  if (await table.get({ pk: 'ORGANISATION', sk: 'ABOUT' })) return;
  const text = readFileSync(new URL('sample/union.yaml', import.meta.url), 'utf8');
  await writeUnion(table, parseUnion(text), { sample: true });
};
