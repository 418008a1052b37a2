import { readScenario } from './driver/scenario.ts';
import { BadScenario } from './driver/yaml.ts';
import { replay } from './driver/replay.ts';

/** `npm run replay -- test/scenarios/2019-h1/hardship.yaml`: plays it through the real product, compares the figures. */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Name a scenario: npm run replay -- test/scenarios/2019-h1/hardship.yaml');
  process.exit(2);
}
try {
  const scenario = readScenario(file);
  const started = performance.now();
  let shown = '';
  const { figures } = await replay(scenario, {
    progress: ({ day, applied, decided }) => {
      const line = `${day}  申请 ${applied}/${scenario.people.length}  已办 ${decided}`;
      if (line !== shown) console.log(line);
      shown = line;
    },
  });
  console.log(`\n${scenario.title}  ${((performance.now() - started) / 1000).toFixed(1)} s`);
  for (const { name, value, expected, rows } of figures) {
    console.log(
      `${value === expected ? '相符' : '不符'}  ${name} = ${value}${value === expected ? '' : `，应为 ${expected}`}`,
    );
    console.log(`      ${rows.join(' ')}`);
  }
  process.exitCode = figures.every(({ value, expected }) => value === expected) ? 0 : 1;
} catch (error) {
  if (!(error instanceof BadScenario)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
