import { describe, expect, it } from 'vitest';
import { replayCampaigns } from '#test/scenarios/condolence/replay';
import { readCampaigns } from '#test/scenarios/condolence/scenario';

describe('replayed campaigns', { timeout: 300_000 }, () => {
  it('give other figures for other campaigns: somebody has died, a union has nobody, an amount is not round', async () => {
    const { figures } = await replayCampaigns(readCampaigns('test/scenarios/other/condolence.yaml'));
    expect(figures.filter(({ value, expected }) => value !== expected)).toEqual([]);
    expect(figures).toHaveLength(9);
  });
});
