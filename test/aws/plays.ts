import { playCampaignsOn } from '#test/scenarios/condolence/replay';
import { isCampaigns, readCampaigns } from '#test/scenarios/condolence/scenario';
import { playOn } from '#test/scenarios/driver/replay';
import type { Figure } from '#test/scenarios/driver/figures';
import { readScenario } from '#test/scenarios/driver/scenario';
import { writeFederation } from '#test/scenarios/inspection/federation';
import { playInspectionOn } from '#test/scenarios/inspection/replay';
import { isInspection, readInspection } from '#test/scenarios/inspection/scenario';
import { type OnAws, startOnAws, type Weather } from './host.ts';
import { type Trace, traceOf } from './trace.ts';

type Ready = {
  readonly start: string;
  readonly union?: string;
  readonly play: (host: OnAws) => Promise<readonly Figure[]>;
};

/** A scenario of any pipeline, told apart by its file. */
const ready = (file: string): Ready => {
  if (isCampaigns(file)) {
    const campaigns = readCampaigns(file);
    return { start: campaigns.start, play: async (host) => (await playCampaignsOn(host, campaigns)).figures };
  }
  if (isInspection(file)) {
    const scenario = readInspection(file);
    const union = writeFederation(scenario.units);
    return { start: scenario.start, union, play: (host) => playInspectionOn(host, scenario) };
  }
  const scenario = readScenario(file);
  const { start, union } = scenario;
  const play = async (host: OnAws) => (await playOn(host, scenario)).figures;
  return { start, ...(union === undefined ? {} : { union }), play };
};

/** Plays a scenario through pages, mails and machines on the adapters of AWS, in this weather. */
export const playOnAws = async (
  file: string,
  weather: Weather = {},
  seed?: string,
): Promise<Trace & { figures: readonly Figure[] }> => {
  const { start, union, play } = ready(file);
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
    return { ...(await traceOf(host)), figures };
  } finally {
    await host.stop();
  }
};
