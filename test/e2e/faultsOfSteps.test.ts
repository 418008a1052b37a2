import { expect, it, vi } from 'vitest';
import { inCompany } from '#test/aws/company';
import { wakeCells } from '#test/aws/delivery';
import { inPeace } from '#test/aws/matrix';
import { stepCells } from '#test/aws/steps';
import { playEmbedded } from '#test/torture/embedded';

/** Of the cells of one machine that `npm run torture -- faults embedded` plays all, two in one play. */
const SAMPLE = ['every step has no time left for its answer', 'wake-ups lost now and then'];

it('a case ends the same on one machine when steps do their work twice and wake-ups get lost', async () => {
  const logs = [vi.spyOn(console, 'error').mockReturnValue(), vi.spyOn(console, 'warn').mockReturnValue()];
  const peace = await inPeace('test/scenarios/small/hardship.yaml', playEmbedded);
  const found = await inCompany(
    peace,
    [...stepCells(), ...wakeCells].filter(({ name }) => SAMPLE.includes(name)),
  );
  for (const log of logs) log.mockRestore();
  expect(found.map(({ wrong, met }) => ({ wrong, met: met >= 15 }))).toEqual(
    SAMPLE.map(() => ({ wrong: [], met: true })),
  );
}, 120_000);
