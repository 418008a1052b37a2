import { describe, expect, it } from 'vitest';
import { replayInspection } from '#test/scenarios/inspection/replay';
import { readInspection } from '#test/scenarios/inspection/scenario';

describe('a replayed inspection', { timeout: 300_000 }, () => {
  it('gives the figures of its ledgers, with one unit that never answers and money that comes by instalments', async () => {
    const figures = await replayInspection(readInspection('test/scenarios/other/inspection.yaml'));
    expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
    const recovered = figures.find(({ name }) => name === '2019-10-31 清退金额');
    expect(new Set(recovered?.rows).size).toBe(3);
  });

  it('gives them where every unit goes another way', async () => {
    const figures = await replayInspection(readInspection('test/scenarios/other/inspection-exits.yaml'));
    expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
  });
});
