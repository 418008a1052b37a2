import { called } from '#infra/usage';
import { startChild } from './driver/child.ts';
import type { Figure } from './driver/figures.ts';
import { BadScenario } from './driver/yaml.ts';
import { type Play, readPlay } from './plays.ts';

const USAGE = `npm run replay -- test/scenarios/2019-h1/hardship.yaml
Plays a scenario through the real product, and compares the figures.`;

const [file = ''] = called(USAGE, { least: 1 }).words;
const started = performance.now();

/** Plays it on a host of its own, told line by line, a line that is the same once. */
const played = async ({ start, union, play }: Play): Promise<readonly Figure[]> => {
  const child = await startChild({ at: `${start}T09:00:00+08:00`, ...(union === undefined ? {} : { union }) });
  let told = '';
  try {
    return await play(child, (line) => {
      if (line !== told) console.log(line);
      told = line;
    });
  } finally {
    await child.stop();
  }
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
  const play = readPlay(file);
  const figures = await played(play);
  print(play.title, figures);
  process.exitCode = figures.every(({ value, expected }) => value === expected) ? 0 : 1;
} catch (error) {
  if (!(error instanceof BadScenario)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
