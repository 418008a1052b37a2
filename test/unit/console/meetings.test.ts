import { expect, it } from 'vitest';
import { hasQuorum } from '#shared/meetings/quorum';

it.each([
  { due: 9, present: 6, expected: true },
  { due: 9, present: 5, expected: false },
  { due: 10, present: 7, expected: true },
  { due: 10, present: 6, expected: false },
  { due: 3, present: 3, expected: true },
  { due: 3, present: 4, expected: false },
])('$present of $due present: $expected', ({ expected, ...attendance }) => {
  expect(hasQuorum(attendance)).toBe(expected);
});
