import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { openKeys } from '#shared/aws/kms';
import type { Item } from '#shared/table/table';
import { faultsOf, type Left } from '#test/aws/trace';
import { itemsIn, Kept, mailsIn } from '#test/scenarios/driver/eventLog';
import { verify } from '#test/torture/hardship';
import { type Deployment, machineOf } from './deployment.ts';
import type { Emulator } from './ministack.ts';
import { sesPostbox } from './postbox.ts';

const Execution = z.object({ name: z.string(), status: z.string() });

/** What the embedded host keeps in a folder. */
export const leftIn = (folder: string): Left => {
  const db = new DatabaseSync(join(folder, 'nuanliu.sqlite'), { readOnly: true });
  // Not the children of Maps, whose machine is a part of another: no machine's list of executions names them.
  const executions = db.prepare("SELECT name, status FROM sfn_executions WHERE machine NOT LIKE '%/%'").all();
  db.close();
  return {
    items: itemsIn(folder),
    mails: mailsIn(folder).map(({ id, recipient, subject, text }) => ({ id, to: recipient, subject, text })),
    executions: executions.map((row) => Execution.parse(row)),
    faults: verify(folder),
  };
};

/** What a deployment keeps. Its table is read as a whole, as no function may. */
export const leftOn = async (emulator: Emulator, { table, names, machines }: Deployment): Promise<Left> => {
  const items: Item[] = [];
  const client = new DynamoDBClient(emulator.config);
  for await (const { Items = [] } of paginateScan({ client }, { TableName: names.table })) {
    items.push(...Items.map((item) => Kept.parse(unmarshall(item))));
  }
  const sfn = new SFNClient(emulator.config);
  const lists = Object.values(machines).map((alias) =>
    sfn.send(new ListExecutionsCommand({ stateMachineArn: machineOf(alias), maxResults: 1_000 })),
  );
  return {
    items,
    mails: await sesPostbox(emulator).all(),
    executions: (await Promise.all(lists)).flatMap(({ executions = [] }) =>
      executions.map((row) => Execution.parse(row)),
    ),
    faults: await faultsOf({ table, keys: openKeys(emulator.config, names.key, table) }, items),
  };
};
