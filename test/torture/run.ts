import { tortureCampaigns } from '#test/torture/condolence';
import { run as tortureEngine } from '#test/torture/engine';
import { tortureFaults } from '#test/torture/faults';
import { torture } from '#test/torture/hardship';
import { tortureInspection } from '#test/torture/inspection';

/**
 * `npm run torture`: kill -9 at 200 random moments, of a running replay, of one whose executions are handed over wherever
 * they come to, and of the engine alone. Name one of them to run it alone, and a number of kills:
 * `npm run torture -- hardship 50`.
 *
 * `npm run torture -- faults` fails every call to AWS, every step and every delivery, in every way and at every moment; a
 * pattern chooses among them: `npm run torture -- faults 'hardship: ses'`. Hours in all, so it runs only where it is
 * named; a number lets so many things go wrong in one play: `npm run torture -- faults 'hardship:' 8`.
 */
const [which, count, size = '1'] = process.argv.slice(2);
const kills = Number(count ?? 200);
let failed = false;

if (which === undefined || which === 'hardship') {
  const { wrong } = await torture('test/scenarios/2019-h1/hardship-payment-failed.yaml', {
    kills,
    tell: (line) => console.log(`hardship: ${line}`),
  });
  for (const each of wrong) console.log(`hardship: ${each}`);
  failed ||= wrong.length > 0;
}
if (which === undefined || which === 'inspection') {
  const { wrong } = await tortureInspection('test/scenarios/2019-h1/inspection.yaml', {
    kills,
    tell: (line) => console.log(`inspection: ${line}`),
  });
  failed ||= wrong.length > 0;
}
if (which === undefined || which === 'condolence') {
  const { wrong } = await tortureCampaigns('test/scenarios/other/condolence.yaml', {
    kills,
    tell: (line) => console.log(`condolence: ${line}`),
  });
  failed ||= wrong.length > 0;
}
if (which === undefined || which === 'handover') {
  const all = [
    [torture, 'test/scenarios/other/hardship.yaml'],
    [tortureInspection, 'test/scenarios/other/inspection.yaml'],
    [tortureCampaigns, 'test/scenarios/other/condolence.yaml'],
  ] as const;
  for (const [play, file] of all) {
    const tell = (line: string) => console.log(`handover: ${line}`);
    const main = 'test/torture/restless.ts';
    const { wrong, handedOver } = await play(file, { kills: Math.ceil(kills / all.length), main, tell });
    console.log(`handover: ${handedOver} times, ${file}`);
    failed ||= wrong.length > 0;
  }
}
if (which === undefined || which === 'engine') {
  const { executions, calls, losses } = await tortureEngine(kills);
  const lost = Object.entries(losses).filter(([, names]) => names.length > 0);
  console.log(
    `engine: ${executions} executions, ${calls} calls, killed ${kills} times: ${lost.length === 0 ? 'nothing lost' : JSON.stringify(lost)}`,
  );
  failed ||= lost.length > 0;
}
if (which === 'faults') {
  const logged = console.log;
  for (const channel of ['error', 'warn', 'log'] as const) console[channel] = () => undefined; // each fault says so itself
  const { cells, plays, wrong } = await tortureFaults(count ?? '', Number(size), (line) => logged(`faults: ${line}`));
  const how = wrong.length === 0 ? 'all as without faults' : `${wrong.length} differences`;
  logged(`faults: ${cells} cells in ${plays} plays, ${how}`);
  failed ||= wrong.length > 0;
}
process.exitCode = failed ? 1 : 0;
