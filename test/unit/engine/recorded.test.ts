import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { HistoryEvent } from '#infra/embedded/engine/engine';
import { agrees, behave, Case } from '#test/unit/engine/recorded';
import { running } from '#test/unit/engine/running';

const file = process.env['ASL_CASES'];
const { engineWith, stopAll } = running();
afterAll(stopAll);

const run = async ({ definition, input, stubs }: Case) => {
  const functions = Object.fromEntries(
    Object.entries(stubs.lambdas).map(([name, { behaviour }]) => [
      name,
      (payload: unknown) => behave(behaviour, payload),
    ]),
  );
  const { engine, advance, outcome } = await engineWith({ machine: definition, functions });
  await engine.startExecution({ machine: 'machine', name: 'recorded', input });
  await advance(3_600);
  return {
    ...(await outcome('recorded')),
    history: await engine.getExecutionHistory({ machine: 'machine', name: 'recorded' }),
  };
};

const typesOf = (events: { type: string }[], sorted: boolean) => {
  const types = events.map(({ type }) => type);
  return sorted ? types.toSorted() : types;
};

/** A recording may lack an event where its ids have a gap: ours may have one there. */
const sameEvents = (history: HistoryEvent[], recorded: Case): boolean => {
  const { events = [] } = recorded.expected;
  const concurrent = events.some(({ type }) => type === 'ParallelStateStarted' || type === 'MapStateStarted');
  const expected = typesOf(events, concurrent);
  if (events.at(-1)?.id === events.length) return typesOf(history, concurrent).join() === expected.join();
  const left = typesOf(history, false);
  for (const type of expected) if (left.includes(type)) left.splice(left.indexOf(type), 1);
  return history.length === events.at(-1)?.id && left.length === history.length - events.length;
};

const cases = file === undefined ? [] : z.array(Case).parse(JSON.parse(readFileSync(file, 'utf8')));
const sums = { cause: 0, types: 0, events: 0 };

/** How far an execution agrees with its recording, whole events included. */
const compare = async (recorded: Case) => {
  const { status, output, error, cause, history = [] } = recorded.expected;
  const actual = await run(recorded);
  const isThere = (event: Record<string, unknown>) =>
    Array.isArray(event['id']) ||
    agrees(
      actual.history.find(({ id }) => id === event['id']),
      event,
      recorded,
    );
  sums.cause += Number(agrees(actual.cause, cause, recorded));
  sums.types += Number(sameEvents(actual.history, recorded));
  sums.events += Number(history.every(isThere));
  return {
    expected: { status, error: error ?? null, output: true },
    found: {
      status: actual.status,
      error: actual.error ?? null,
      output: status !== 'SUCCEEDED' || agrees(actual.output, output, recorded),
    },
  };
};

if (file === undefined) console.warn('Executions recorded on AWS are not compared: ASL_CASES names no file.');

describe.skipIf(file === undefined)('executions recorded on AWS', () => {
  it.each(cases.map((recorded) => [recorded.id, recorded] as const))('%s ends as it did there', async (_, recorded) => {
    const { found, expected } = await compare(recorded);
    expect(found).toEqual(expected);
  });

  it('at least 95 % have the same causes and the same types of events', () => {
    console.info(`of ${cases.length}: ${JSON.stringify(sums)}`);
    expect(sums.cause / cases.length).toBeGreaterThanOrEqual(0.95);
    expect(sums.types / cases.length).toBeGreaterThanOrEqual(0.95);
  });
});
