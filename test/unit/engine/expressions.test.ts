import * as fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { expressions } from '#infra/embedded/engine/expressions/expressions';
import { shortcut, UNSURE } from '#infra/embedded/engine/expressions/shortcuts';

const { fill } = expressions({ now: () => Date.UTC(2026, 0, 5), random: () => 0.25 });
const value = (text: string, bindings: object = {}) => fill(`{% ${text} %}`, 'Output', { ...bindings });

describe('what Step Functions adds to JSONata', () => {
  it.each([
    ['$partition([1..5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(1, 9, 4)', [1, 5, 9]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(1, 9, 9)', 1],
    ["$hash('abc', 'MD5')", '900150983cd24fb0d6963f7d28e17f72'],
    ["$hash('abc', 'SHA-256')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['$parse(\'{"a":[1]}\')', { a: [1] }],
    ['$random()', 0.25],
    ['$random(42)', 0.7275636800328681],
    ['$now()', '2026-01-05T00:00:00.000Z'],
    ["$now('[Y]-[M01]')", '2026-01'],
    ['$millis()', Date.UTC(2026, 0, 5)],
  ])('%s', async (text, expected) => {
    expect(await value(text)).toEqual(expected);
  });

  it('$uuid() is one of version 4', async () => {
    expect(await value('$uuid()')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it.each([
    ['$sum("x")', 'T0412'],
    ["$eval('1')", 'T1006: Attempted to invoke a non-function'],
    ['$partition([1], 0)', 'positive'],
    ['$missing', 'returned nothing (undefined)'],
    ['function($x) { $x }', 'unsupported result type'],
  ])('%s fails, and says why', async (text, message) => {
    await expect(value(text)).rejects.toMatchObject({
      error: 'States.QueryEvaluationError',
      reason: expect.stringContaining(message),
    });
  });
});

describe('a shortcut', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const bindings = fc.record({
    a: json,
    b: json,
    states: fc.record({ input: json, result: fc.record({ n: json, m: json }) }),
  });
  const operand = fc.constantFrom(
    '$a',
    '$b',
    '$a.x',
    '$states.input',
    '$states.result.n',
    '$states.result.m',
    '1',
    '"x"',
    'true',
    'null',
    '$none',
    '$sum',
  );
  const operator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=', '&', '+', '-', 'and', 'or');
  const texts = fc.oneof(
    operand,
    fc.tuple(operand, operator, operand).map((parts) => parts.join(' ')),
  );

  it('says what jsonata says, or that it is not sure', async () => {
    let sure = 0;
    await fc.assert(
      fc.asyncProperty(texts, bindings, async (text, given) => {
        const quick = shortcut(jsonata(text).ast())(given);
        if (quick === UNSURE) return;
        sure += 1;
        expect(JSON.stringify(quick)).toEqual(JSON.stringify(await jsonata(text).evaluate(undefined, given)));
      }),
      { numRuns: 2_000 },
    );
    expect(sure).toBeGreaterThan(200);
  });
});
