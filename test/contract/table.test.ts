import { afterAll, describe } from 'vitest';
import { openStore } from '#infra/embedded/sqlite';
import { openTable } from '#infra/embedded/table';
import type { Table } from '#shared/table/table';
import { emulatedTable } from './dynamo.ts';
import { motoOrReason } from './moto.ts';
import { readsLikeATable } from './tableReads.ts';
import { writesLikeATable } from './tableWrites.ts';

/** One suite over every adapter of the table port. */
const { moto, reason } = await motoOrReason();
const store = openStore(':memory:');
const embedded = openTable(store);
const adapters: readonly { name: string; table: Table | undefined }[] = [
  { name: 'SQLite', table: embedded },
  { name: `DynamoDB${reason}`, table: moto && (await emulatedTable(moto.config, 'contract')) },
];
afterAll(async () => {
  store.close();
  await moto?.[Symbol.asyncDispose]();
});

describe.each(adapters)('a table on $name', ({ table }) => {
  describe.skipIf(!table)('as every table', () => {
    readsLikeATable(table ?? embedded);
    writesLikeATable(table ?? embedded);
  });
});
