import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Machine } from '#shared/asl';
import { ask, onOutage } from '#shared/states';
import { runEach } from '#shared/statesOfMany';
import { resumable } from '#shared/executions/resume';
import { sharedSteps } from '#shared/contract';
import { stepFile, stepsOf } from '#infra/aws/functions';
import { ROOT } from '#infra/aws/bundle';
import { pipelines } from '#workflows/index';
import { machineOf as machineByItself } from '#workflows/machines';
import { lint, waits } from './machineLint.ts';

type Verdict = { readonly isValid: boolean; readonly errorsText: () => string };
const validate: (definition: unknown) => Verdict = createRequire(import.meta.url)('asl-validator');

const namesOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);

/** The task that is waited for, and the one that each of its parts is, where many are asked at once. */
const askedIn = ({ task, part }: Readonly<Record<string, unknown>>) => ({
  task: String(task),
  part: part === undefined ? [] : [String(part)],
});

describe.each(Object.values(pipelines))('the machine of $name', (pipeline) => {
  const { name, machine, tasks } = pipeline;
  const folder = pipeline.within ?? name;
  const states = Object.entries(machine.States);
  const waiting = states.flatMap(([state, each]) =>
    waits(each) ? [{ state, ...askedIn(each.Arguments.Payload), next: each.Next && machine.States[each.Next] }] : [],
  );

  it('is the one that can be read by itself', () => {
    expect(machineByItself(name)).toBe(machine);
  });

  it('is valid Amazon States Language', () => {
    const verdict = validate(structuredClone(machine)); // it writes into what it reads
    expect(verdict.isValid, verdict.errorsText()).toBe(true);
  });

  it('can be entered at each of its states, in a form that is valid as well', () => {
    const form = structuredClone(resumable(machine));
    const verdict = validate(form);
    expect(verdict.isValid, verdict.errorsText()).toBe(true);
    for (const state of Object.keys(machine.States)) expect(JSON.stringify(form)).toContain(`"Next":"${state}"`);
  });

  it('waits, retries and carries as every machine of ours must', () => {
    expect(lint(machine)).toEqual([]);
  });

  it('names the steps of its contract and the shared ones, each of which has its file', async () => {
    const own: { contract?: object } = await import(`../../workflows/${folder}/contract.ts`);
    const steps = stepsOf(pipeline);
    const ofFolder = Object.values(pipelines)
      .filter((each) => (each.within ?? each.name) === folder)
      .flatMap(stepsOf);
    const known = [...Object.keys(own.contract ?? {}), ...Object.keys(sharedSteps)];
    expect(steps.filter((step) => !known.includes(step))).toEqual([]);
    expect(Object.keys(own.contract ?? {}).filter((step) => !ofFolder.includes(step))).toEqual([]);
    for (const step of steps) {
      const file = new URL(`${stepFile(folder, step)}.ts`, ROOT);
      expect(existsSync(file), file.pathname).toBe(true);
      expect(namesOf(await import(file.href))).toContain(step);
    }
  });

  it('asks for the tasks that are defined, and for each of them', () => {
    expect(new Set(waiting.flatMap(({ task, part }) => [task, ...part]))).toEqual(new Set(Object.keys(tasks)));
  });

  it('goes back to every task that returned or refused', () => {
    const offers = Object.entries(tasks).flatMap(([task, { outcomes }]) =>
      'return' in outcomes || 'reject' in outcomes ? [task] : [],
    );
    // A machine whose returns lead to one place each needs no state that tells them apart.
    const back = JSON.stringify(machine.States['Go back'] ?? offers.map((task) => `'${task}'`));
    expect(offers.filter((task) => !back.includes(`'${task}'`))).toEqual([]);
  });

  it('ends in words: every end that it closes a case with has its label', () => {
    const ends = [...JSON.stringify(machine.States).matchAll(/"end":"(\w+)"/g)].map(([, end = '']) => end);
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.filter((end) => !(end in pipeline.ends))).toEqual([]);
  });
});

describe('the lint of machines', () => {
  const wait = ask('review', 'Wait', 'Closed');
  const machineOf = (state: typeof wait): Machine<string, string> => ({
    Comment: 'For this test',
    QueryLanguage: 'JSONata',
    StartAt: 'Wait',
    TimeoutSeconds: 60,
    States: { Wait: state, Closed: { Type: 'Succeed' } },
  });
  const payload = (more: Record<string, string>) => ({
    ...wait,
    Arguments: { ...wait.Arguments, Payload: { ...wait.Arguments.Payload, ...more } },
  });

  it.each([
    ['nothing', wait, []],
    ['a token that is not passed on', payload({ taskToken: 'none' }), ['Wait does not pass its token on']],
    ['a timeout that nobody catches', { ...wait, Catch: [] }, ['Wait does not catch its timeout']],
    ['a name in the payload', payload({ applicantName: '{% $name %}' }), ['Wait carries applicantName']],
    ['a whole input in the payload', payload({ all: '{% $states.input %}' }), ['Wait carries a whole object as all']],
    [
      'a whole result in a variable',
      { ...wait, Assign: { ...wait.Assign, last: '{% $states.result.Payload %}' } },
      ['Wait carries a whole object as last'],
    ],
  ])('finds %s', (_, state, found) => {
    expect(lint(machineOf(state))).toEqual(found);
  });

  it('finds a task that gives up at an outage, a batch that does, and an execution of more than a year', () => {
    const { States, ...rest } = machineOf(wait);
    const [outages, ...others] = onOutage;
    const few = { ...outages, ErrorEquals: outages.ErrorEquals.filter((error) => error !== 'Sandbox.Timedout') };
    const many = runEach('step', 'items', 'Done', { Label: 'Many', MaxConcurrency: 1 });
    const inner = Object.entries(many.ItemProcessor.States).map(([, each]) => ['Batch', { ...each, Retry: onOutage }]);
    const broken: Machine<string, string> = {
      ...rest,
      TimeoutSeconds: 366 * 86_400,
      States: {
        ...States,
        Wait: { ...wait, Retry: [few, ...others] },
        Many: { ...many, ItemProcessor: { ...many.ItemProcessor, States: Object.fromEntries(inner) } },
      },
    };
    expect(lint(broken)).toEqual([
      'The execution may outlive the year that AWS gives it',
      'Wait does not retry Sandbox.Timedout',
      'Batch does not retry States.Timeout',
    ]);
  });
});
