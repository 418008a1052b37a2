import { existsSync, readFileSync } from 'node:fs';
import { called } from '#infra/usage';
import { BadInput } from '#shared/faults';
import { organisation } from '#shared/people/organisation';
import { parseUnion, writeUnion } from '#shared/people/union';
import { everyCase } from './cases.ts';
import { openFolder } from './folder.ts';
import { BadSetting, readSettings } from './settings.ts';
import { openTable } from './table.ts';

const USAGE = `npm run union -- import union.yaml
Takes in a federation's own units, people, positions, funds and parameters.`;

const run = async ([verb, file = '']: readonly string[]): Promise<string> => {
  if (verb !== 'import') throw new BadInput(USAGE);
  if (!existsSync(file)) throw new BadInput(`There is no file ${file}.`);
  const union = parseUnion(readFileSync(file, 'utf8'));
  const data = openFolder(readSettings(process.env).folder);
  try {
    const table = openTable(data.store);
    const sample = await organisation(table)
      .about()
      .then((about) => about.sample)
      .catch(() => false);
    if (sample && !everyCase(data.store.db).next().done) {
      throw new BadInput(
        'This data folder holds sample cases: start with a new folder (NUANLIU_DATA) for your own federation.',
      );
    }
    await writeUnion(table, union, { sample: false });
  } finally {
    data.close();
  }
  return `${union.federation.name}: ${union.units.length} units, ${union.people.length} people, ${union.positions.length} positions.`;
};

try {
  console.log(await run(called(USAGE, { least: 2 }).words));
} catch (error) {
  if (!(error instanceof BadInput) && !(error instanceof BadSetting)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
