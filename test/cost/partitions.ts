import type { Meter } from './meter.ts';

/** The partition that took most write units in a second, at a pace that is assumed. */
export type Busiest = { readonly pace: string; readonly partition: string; readonly units: number };

/**
 * Write units by partition and second. A simulation knows no seconds: it says at which pace things are assumed to
 * happen, and when so many of them are over.
 */
export const openPartitions = (meter: Pick<Meter, 'onWrite'>) => {
  const busiest = new Map<string, Busiest>();
  let [pace, second]: [string, Map<string, number>] = ['', new Map()];
  const close = (share = 1) => {
    for (const [partition, units] of second)
      if (pace !== '' && units * share > (busiest.get(pace)?.units ?? 0))
        busiest.set(pace, { pace, partition, units: units * share });
    second = new Map();
  };
  meter.onWrite((partition, units) => second.set(partition, (second.get(partition) ?? 0) + units));
  return {
    /** The nth of what happens at this pace, so many a second, begins. */
    at(of: string, nth: number, aSecond: number) {
      if (of !== pace || nth % aSecond === 0) close();
      pace = of;
    },
    /** What has been written since was not that of one second, but of so much less or more. */
    scale(share: number) {
      close(share);
      pace = '';
    },
    busiest(): readonly Busiest[] {
      close();
      return [...busiest.values()];
    },
  };
};
