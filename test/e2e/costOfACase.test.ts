import { describe, expect, it } from 'vitest';
import { leastUnits } from '#test/cost/least';
import { openMeter } from '#test/cost/meter';
import type { Priced } from '#test/cost/prices';
import { playStraight } from '#test/cost/straight';

/** Two cases, so that whoever signs in does so for little: what is shared by many is dearer here than in the bench. */
const CASES = 2;
/** Measured 998 write and 1,001 read units: a change that costs a twentieth more has to say why. */
const MOST = { writeUnits: 1_048, readUnits: 1_051, keyCalls: 18 };

describe('a straight hardship case, through pages, mails and machine', () => {
  it('costs no more than it did', async () => {
    const meter = openMeter();
    await playStraight(meter, CASES, async ({ cases, played }) => {
      expect(cases).toHaveLength(CASES);
      for (const { transitions, steps } of cases) {
        expect(steps).toBe(20);
        expect(transitions).toBeLessThanOrEqual(steps + 1);
      }
      const a = (what: Priced) => meter.tally.total(what) / CASES;
      expect(a('writeUnits')).toBeLessThanOrEqual(MOST.writeUnits);
      expect(a('readUnits')).toBeLessThanOrEqual(MOST.readUnits);
      expect(a('keyCalls')).toBeLessThanOrEqual(MOST.keyCalls);
      const least = played.written.reduce((sum, write) => sum + leastUnits(write), 0);
      expect(meter.tally.total('writeUnits') / least).toBeLessThanOrEqual(1.5);
      return Promise.resolve();
    });
  });
});
