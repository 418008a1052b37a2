import { describe, expect, it } from 'vitest';
import { torture } from '#test/torture/hardship';

describe('a host that is killed while people use it', { timeout: 300_000 }, () => {
  it('loses no event, doubles no mail and pays no fen twice, killed 10 times', async () => {
    const { kills, wrong } = await torture('test/scenarios/other/hardship.yaml', { kills: 10 });
    expect(wrong).toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(10);
  });
});
