import { replayCampaigns } from './condolence/replay.ts';
import { isCampaigns, readCampaigns } from './condolence/scenario.ts';
import type { Figure } from './driver/figures.ts';
import { readScenario } from './driver/scenario.ts';
import { BadScenario } from './driver/yaml.ts';
import { replay } from './driver/replay.ts';
import { replayInspection } from './inspection/replay.ts';
import { isInspection, readInspection } from './inspection/scenario.ts';

/** `npm run replay -- test/scenarios/2019-h1/hardship.yaml`: plays it through the real product, compares the figures. */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Name a scenario: npm run replay -- test/scenarios/2019-h1/hardship.yaml');
  process.exit(2);
}
const started = performance.now();

/** Of aid: applicants and cases, line by line as they come. */
const playAid = async (name: string) => {
  const scenario = readScenario(name);
  let shown = '';
  const { figures } = await replay(scenario, {
    progress: ({ day, applied, decided }) => {
      const line = `${day}  申请 ${applied}/${scenario.people.length}  已办 ${decided}`;
      if (line !== shown) console.log(line);
      shown = line;
    },
  });
  return { title: scenario.title, figures };
};
const playInspection = async (name: string) => {
  const scenario = readInspection(name);
  return { title: scenario.title, figures: await replayInspection(scenario) };
};
/** Of condolence: the campaigns as they begin, and the sentence of the report. */
const playCampaigns = async (name: string) => {
  const scenario = readCampaigns(name);
  const { figures, sentence } = await replayCampaigns(scenario, { progress: ({ title }) => console.log(title) });
  console.log(`\n${sentence}`);
  return { title: scenario.title, figures };
};

const played = (name: string) => {
  if (isCampaigns(name)) return playCampaigns(name);
  return isInspection(name) ? playInspection(name) : playAid(name);
};

const print = (title: string, figures: readonly Figure[]): void => {
  console.log(`\n${title}  ${((performance.now() - started) / 1000).toFixed(1)} s`);
  for (const { name, value, expected, rows } of figures) {
    console.log(
      `${value === expected ? '相符' : '不符'}  ${name} = ${value}${value === expected ? '' : `，应为 ${expected}`}`,
    );
    console.log(`      ${rows.join(' ')}`);
  }
};

try {
  const { title, figures } = await played(file);
  print(title, figures);
  process.exitCode = figures.every(({ value, expected }) => value === expected) ? 0 : 1;
} catch (error) {
  if (!(error instanceof BadScenario)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
