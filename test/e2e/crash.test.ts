import { describe, expect, it } from 'vitest';
import { replay } from '#test/scenarios/driver/replay';
import { readScenario } from '#test/scenarios/driver/scenario';
import { handovers, torture, verify } from '#test/torture/hardship';

describe('a host that is killed while people use it', { timeout: 300_000 }, () => {
  it('loses no event, doubles no mail and pays no fen twice, killed 10 times', async () => {
    const { kills, wrong } = await torture('test/scenarios/other/hardship.yaml', { kills: 10 });
    expect(wrong).toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(10);
  });

  it('nor when every execution is handed over to another wherever its case comes to', async () => {
    const { figures, found } = await replay(readScenario('test/scenarios/other/hardship.yaml'), {
      main: 'test/torture/restless.ts',
      after: ({ child: { folder } }) => Promise.resolve({ broken: verify(folder), times: handovers(folder) }),
    });
    expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
    expect(found?.broken).toEqual([]);
    expect(found?.times).toBeGreaterThan(50);
  });
});
