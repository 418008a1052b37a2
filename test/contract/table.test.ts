import { afterAll, describe } from 'vitest';
import { openStore } from '#infra/embedded/sqlite';
import { openTable } from '#infra/embedded/table';
import type { Table } from '#shared/table/table';
import { dynamoTable } from '#shared/aws/dynamo';
import { clientsOf } from '#test/aws/clients';
import { localDynamo } from '#test/aws/dynamo';
import { calmWire } from '#test/aws/wire';
import { emulatedTable } from './dynamo.ts';
import { emulated, motoOrReason } from './moto.ts';
import { readsLikeATable } from './tableReads.ts';
import { writesLikeATable } from './tableWrites.ts';

/**
 * One suite over every adapter of the table port. Amazon's DynamoDB Local needs Java and an AWS account by its licence,
 * and listens on all interfaces, so nobody needs it: where it runs, `DYNAMODB_LOCAL` names its address.
 */
const endpoint = process.env['DYNAMODB_LOCAL'];
const local = endpoint ? emulated(endpoint) : undefined;
if (!local)
  console.log(
    `Skipped: transactions that race on DynamoDB, and DynamoDB Local: DYNAMODB_LOCAL names no address of one.`,
  );
const { moto, reason } = await motoOrReason();
const store = openStore(':memory:');
const embedded = openTable(store);
/** On which whole replays run, fault by fault: it must be as good as the emulator. */
const standIn = (pageOf = Infinity) => {
  const { answer } = localDynamo({ now: Date.now, pageOf: () => pageOf });
  return dynamoTable(clientsOf(calmWire({ dynamodb: answer }), 'contract', 'http://none').dynamo(), 'contract');
};
const adapters: readonly { name: string; table: Table | undefined; isolates: boolean }[] = [
  { name: 'SQLite', table: embedded, isolates: true },
  { name: 'the stand-in for DynamoDB', table: standIn(), isolates: true },
  { name: 'the stand-in for DynamoDB, whose pages end early', table: standIn(1), isolates: true },
  // moto undoes a failed transaction by putting back every table as it was, whatever others have written meanwhile.
  { name: `DynamoDB${reason}`, table: moto && (await emulatedTable(moto.config, 'contract')), isolates: false },
  ...(local
    ? [{ name: 'DynamoDB Local', table: await emulatedTable(local, `contract-${process.pid}`), isolates: true }]
    : []),
];
afterAll(async () => {
  store.close();
  await moto?.[Symbol.asyncDispose]();
});

describe.each(adapters)('a table on $name', ({ table, isolates }) => {
  describe.skipIf(!table)('as every table', () => {
    readsLikeATable(table ?? embedded);
    writesLikeATable(table ?? embedded, { isolates });
  });
});
