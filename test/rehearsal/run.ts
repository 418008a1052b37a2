import { readPlay } from '#test/scenarios/plays';
import { synthesise } from './deployment.ts';
import { missing } from './ministack.ts';
import { writeCalls } from './record.ts';
import { rehearse } from './rehearse.ts';

/**
 * `npm run rehearse [-- <scenario>…]`: deploys the synthesised template to ministack, an independent emulator of AWS on
 * this machine, plays scenarios on it and on the embedded host, and compares what is left.
 */
const SCENARIOS = [
  'test/scenarios/small/inspection.yaml',
  'test/scenarios/small/condolence.yaml',
  'test/scenarios/other/inspection.yaml',
  'test/scenarios/other/condolence.yaml',
  'test/scenarios/other/returned.yaml',
  'test/scenarios/2019-h1/condolence.yaml',
  'test/scenarios/2019-h1/hardship.yaml',
];

const reason = missing();
if (reason !== undefined) {
  console.error(`Not rehearsed: ${reason}`);
  process.exit(2);
}
const started = performance.now();
const seconds = () => `${((performance.now() - started) / 1_000).toFixed(0)} s`;
const given = process.argv.slice(2);

using stack = synthesise();
console.log('The stack is deployed as it was synthesised, but for what the emulator cannot do:');
for (const each of stack.aside) console.log(`- ${each}`);
const all = [];
let [traces, equals] = [0, 0];
for (const file of given.length > 0 ? given : SCENARIOS) {
  const play = readPlay(file);
  let told = '';
  const { wrong, counts, equal, calls, emulator } = await rehearse(play, stack, (line) => {
    if (line !== told) console.log(`${line}  ${seconds()}`);
    told = line;
  });
  console.log(
    `\n${play.title}, on ${emulator}: ${counts.traces} traces, ${counts.events} events, ${counts.mails} mails  ${seconds()}`,
  );
  traces += counts.traces;
  equals += equal;
  for (const each of wrong) console.log(`不符  ${each}`);
  if (wrong.length === 0)
    console.log('相符  the same event logs, lasting items, mails and executions on both hosts, but for ids and times');
  else process.exitCode = 1;
  all.push(calls);
}
console.log(`\n${equals} of ${traces} traces, each of one execution, are equal on both hosts  ${seconds()}`);
console.log(`Calls to AWS by function: ${writeCalls(all)}`);
