import { describe, expect, it } from 'vitest';
import type { Item, Write } from '#shared/table/table';
import { leastUnits } from '#test/cost/least';
import { stepsOf, transitionsOf } from '#test/cost/transitions';

const KB = 1_024;
const key = { pk: 'A', sk: 'B' };
const least = (write: Write, before?: Item, transactional = true) => leastUnits({ write, before, transactional });

describe('the least that a change needs', () => {
  const big = 'x'.repeat(3 * KB);

  it('is what is new in the item, twice in a transaction', () => {
    expect(least({ put: { ...key, fill: big } })).toBe(8);
    expect(least({ put: { ...key, fill: big } }, undefined, false)).toBe(4);
    expect(least({ put: { ...key, fill: big, n: 2 } }, { ...key, fill: big, n: 1 })).toBe(2);
  });

  it('looks into what is kept together', () => {
    const before = { ...key, map: { fill: big, n: 1 } };
    expect(least({ put: { ...key, map: { fill: big, n: 2 } } }, before)).toBe(2);
    expect(least({ update: key, set: { map: { fill: `${big}y`, n: 1 } } }, before)).toBe(8);
  });

  it('has one unit for an index entry that comes or goes, two for one that moves, none for what changes in it', () => {
    const at = (unit: string, n = 1): Item => ({ ...key, unionPk: unit, unionSk: '1', n });
    expect(least({ put: at('u') }) - 2).toBe(1);
    expect(least({ delete: key }, at('u')) - 2).toBe(1);
    expect(least({ put: at('v') }, at('u')) - 2).toBe(2);
    expect(least({ put: at('u', 2) }, at('u')) - 2).toBe(0);
  });

  it('is the entries alone for a copy on a board', () => {
    const view = { pk: 'CASE#1', sk: 'VIEW#board', fill: big, districtPk: 'd', districtSk: '1' };
    expect(least({ put: view })).toBe(1);
  });
});

describe('what an execution is charged for', () => {
  const history = (...types: string[]) =>
    types.map((type, i) => ({ id: i + 1, previousEventId: i, timestamp: 0, type }));

  /** @see https://aws.amazon.com/step-functions/pricing/ */
  it('is each state that it enters, and each retry', () => {
    const once = ['TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionSucceeded', 'TaskStateExited'];
    const twice = ['TaskStateEntered', 'TaskScheduled', 'TaskFailed', 'TaskScheduled', 'TaskSucceeded'];
    expect(transitionsOf(history(...once))).toBe(1);
    expect(transitionsOf(history(...once, 'ChoiceStateEntered', ...twice, 'SucceedStateEntered'))).toBe(5);
    expect(stepsOf(history(...once, 'ChoiceStateEntered', ...twice))).toBe(2);
  });
});
