import { expect, it } from 'vitest';
import type { Item } from '#shared/table/table';
import { differences, traceOf } from '#test/aws/trace';

const told = (here: readonly Item[], there: readonly Item[]) => {
  const [a, b] = [here, there].map((items) => traceOf({ items, mails: [], executions: [], faults: [] }));
  return a && b ? differences(a, b).length : expect.unreachable();
};
const draw = (...units: string[]): Item => ({
  pk: 'CASE#SI-2019-123456',
  sk: 'DRAW',
  picked: units.map((unit) => ({ unit, reason: 'risk' })),
});
const paid = (no: number, amountFen: number): Item => ({
  pk: 'PAYMENTS#PB-2019-123456',
  sk: `LINE#000${no}`,
  no,
  instruction: `PB-2019-123456-000${no}`,
  amountFen,
});

it('compares whom a draw has picked, not the order that a lot made', () => {
  expect(told([draw('a', 'b')], [draw('b', 'a')])).toBe(0);
  expect(told([draw('a', 'b')], [draw('a', 'c')])).toBe(2);
});

it('compares what a batch pays, not under which number', () => {
  expect(told([paid(1, 3_000), paid(2, 2_000)], [paid(1, 2_000), paid(2, 3_000)])).toBe(0);
  expect(told([paid(1, 3_000), paid(2, 2_000)], [paid(1, 2_000), paid(2, 2_000)])).toBe(2);
});
