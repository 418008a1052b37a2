import type { Figure } from '#test/scenarios/driver/figures';
import { readPlay } from '#test/scenarios/plays';
import { type OnAws, startOnAws, type Weather } from './host.ts';
import { faultsOf, type Left, type Trace, traceOf } from './trace.ts';

const leftOn = async (host: OnAws): Promise<Left> => {
  const items = await host.items();
  return { items, mails: host.mails(), executions: await host.executions(), faults: await faultsOf(host, items) };
};

/** Plays a scenario through pages, mails and machines on the adapters of AWS, in this weather. */
export const playOnAws = async (
  file: string,
  weather: Weather = {},
  seed?: string,
): Promise<Trace & { figures: readonly Figure[] }> => {
  const { start, union, play } = readPlay(file);
  const host = await startOnAws(
    {
      at: `${start}T09:00:00+08:00`,
      ...(union === undefined ? {} : { union }),
      ...(seed === undefined ? {} : { seed }),
    },
    weather,
  );
  try {
    const figures = await play(host);
    await host.settle();
    return { ...traceOf(await leftOn(host)), figures };
  } finally {
    await host.stop();
  }
};
