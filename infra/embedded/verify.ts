import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { called } from '#infra/usage';
import { faultOf } from '#shared/events/verify';
import { everyCase } from './cases.ts';
import { openKeys } from './keys.ts';
import { readSettings } from './settings.ts';
import { openStore } from './sqlite.ts';
import { openTable } from './table.ts';

const USAGE = `npm run verify [-- folder]
Checks the event chain and the sealed fields of every case. Works beside a running host and changes nothing. Names the
first fault of each case; exit status 1 when there is any.`;

const [folder = readSettings(process.env).folder] = called(USAGE, { most: 1 }).words;
if (!existsSync(join(folder, 'nuanliu.sqlite'))) {
  console.error(`There is no database in ${folder}: name the data folder, as in npm run verify -- data`);
  process.exit(2);
}
const store = openStore(join(folder, 'nuanliu.sqlite'));
const host = { table: openTable(store), keys: openKeys(join(folder, 'keys.json')) };
let [checked, broken] = [0, 0];
for (const item of everyCase(store.db)) {
  checked += 1;
  const fault = await faultOf(host, item).catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
  if (fault === undefined) continue;
  broken += 1;
  console.log(`${String(item['id'])}: ${fault}`);
}
store.close();
console.log(`${checked} cases checked, ${broken} broken`);
process.exitCode = broken === 0 ? 0 : 1;
