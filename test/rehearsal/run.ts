import { inspect } from 'node:util';
import { compared, type Rights } from '#test/infra/usedRights';
import { readPlay } from '#test/scenarios/plays';
import { synthesise } from './deployment.ts';
import { missing } from './ministack.ts';
import { together, writeCalls } from './record.ts';
import { rehearse } from './rehearse.ts';

/**
 * `npm run rehearse [-- <scenario>…]`: deploys the synthesised template to ministack, an independent emulator of AWS on
 * this machine, plays scenarios on it and on the embedded host, and compares what is left. What the functions asked AWS
 * for is compared with what their policies allow; whether they allow nothing else only after the whole list, smallest
 * first. A scenario that differs or fails does not keep the others from being played.
 */
const SCENARIOS = [
  'small/hardship.yaml',
  'small/accounts.yaml',
  'small/returned.yaml',
  'small/condolence.yaml',
  'small/concluded.yaml',
  'small/exceptions.yaml',
  'small/inspection.yaml',
  'other/condolence.yaml',
  'other/hardship.yaml',
  'other/returned.yaml',
  'other/inspection.yaml',
  'other/inspection-exits.yaml',
  '2019-h1/condolence.yaml',
  '2019-h1/hardship.yaml',
  '2019-h1/hardship-payment-failed.yaml',
  'other/exits.yaml',
  '2019-h1/inspection.yaml',
].map((name) => `test/scenarios/${name}`);

const reason = missing();
if (reason !== undefined) {
  console.error(`Not rehearsed: ${reason}`);
  process.exit(2);
}
const started = performance.now();
const seconds = (since = started) => Math.round((performance.now() - since) / 1_000);
const given = process.argv.slice(2);

using stack = synthesise();
console.log('The stack is deployed as it was synthesised, but for what the emulator cannot do:');
for (const each of stack.aside) console.log(`- ${each}`);

const differ = (wrong: readonly string[]): void => {
  for (const each of wrong) console.log(`不符  ${each}`);
  if (wrong.length > 0) process.exitCode = 1;
};

type Row = { readonly traces: number; readonly equal: number; readonly events: number; readonly mails: number };
const table: Record<string, Row & { readonly differences: number; readonly seconds: number }> = {};
let calls: Rights = new Map();
const play = async (file: string, begun: number): Promise<void> => {
  const scenario = readPlay(file);
  let told = '';
  const { wrong, counts, equal, emulator, ...seen } = await rehearse(scenario, stack, (line) => {
    if (line !== told) console.log(`${line}  ${seconds()} s`);
    told = line;
  });
  calls = together(calls, seen.calls);
  table[file] = { ...counts, equal, differences: wrong.length, seconds: seconds(begun) };
  console.log(`Calls to AWS so far, by function: ${writeCalls(calls)}`);
  console.log(`${scenario.title}, on ${emulator}: ${equal} of ${counts.traces} traces are equal  ${seconds()} s`);
  differ(wrong);
};

for (const file of given.length > 0 ? given : SCENARIOS) {
  console.log(`\n${file}  ${seconds()} s`);
  const begun = performance.now();
  try {
    await play(file, begun);
  } catch (error) {
    table[file] = { traces: 0, equal: 0, events: 0, mails: 0, differences: 1, seconds: seconds(begun) };
    differ([`${file} was not played to its end: ${inspect(error)}`]);
  }
}

const rights = compared(stack.allowed, calls);
differ(rights.missing.map((each) => `${each} was asked for, and no policy allows it`));
if (given.length === 0) {
  const never = [...stack.allowed.keys()].filter((name) => !calls.has(name));
  differ(never.map((name) => `${name} asked for nothing: no scenario has called it`));
  const idle = Map.groupBy(rights.idle, ({ why }) => why);
  for (const [why, each] of idle) {
    const named = each.map(({ role, right }) => `${role}: ${right}`);
    if (why === undefined) differ(named.map((name) => `${name} is allowed, and nothing asked for it`));
    else console.log(`\nNot asked for, and kept because ${why}:\n  ${named.join('\n  ')}`);
  }
}

const rows = Object.values(table);
const sum = (of: keyof Row): number => rows.reduce((all, row) => all + row[of], 0);
console.log('\n相符: the same event logs, lasting items, mails and executions on both hosts, but for ids and times');
console.table(table);
console.log(
  `${sum('equal')} of ${sum('traces')} traces, each of one execution, are equal on both hosts  ${seconds()} s`,
);
