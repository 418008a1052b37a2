import { describe, expect, it } from 'vitest';
import { draw, estimate, sampleSize } from '#shared/sampling/sample';

const ids = Array.from({ length: 1_200 }, (_, i) => `person-${i}`);

describe('a sample', () => {
  it.each([
    [1_200, 95, 5, 292],
    [100_000, 95, 5, 383],
    [10, 95, 5, 10],
    [1, 99, 1, 1],
    [0, 95, 5, 0],
    [47, 90, 10, 28],
  ] as const)('of %i, at a confidence of %i and a margin of %i, asks %i', (population, confidence, margin, size) => {
    expect(sampleSize(population, { confidence, margin })).toBe(size);
  });

  it('is the same for the same seed, in whatever order people are given, and another for another seed', () => {
    const first = draw(ids, 292, 'seed');
    expect(draw(ids.toReversed(), 292, 'seed')).toEqual(first);
    expect(new Set(first).size).toBe(292);
    expect(draw(ids, 292, 'another')).not.toEqual(first);
    expect(draw(ids, 5, 'seed')).toEqual(first.slice(0, 5));
  });

  it('draws everybody about as often', () => {
    const often = new Map<string, number>();
    for (let n = 0; n < 400; n++)
      for (const id of draw(ids.slice(0, 20), 5, `seed ${n}`)) often.set(id, (often.get(id) ?? 0) + 1);
    for (const count of often.values()) expect(Math.abs(count - 100)).toBeLessThan(45);
  });

  it('says how far off its answer may be: nothing when everybody was asked', () => {
    expect(estimate(292, 292, 1_200, 95)).toEqual({ percent: 100, margin: 0 });
    expect(estimate(146, 292, 1_200, 95).margin).toBeCloseTo(4.99, 1);
    expect(estimate(10, 20, 20, 95)).toEqual({ percent: 50, margin: 0 });
    expect(estimate(0, 0, 20, 95).margin).toBe(100);
  });
});
