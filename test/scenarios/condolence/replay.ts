import * as z from 'zod/mini';
import { type Child, type Running, startChild } from '#test/scenarios/driver/child';
import { compare, type Figure } from '#test/scenarios/driver/figures';
import { morning, day } from '#test/scenarios/driver/time';
import { openWorld, type World } from '#test/scenarios/driver/world';
import { playCampaign } from './play.ts';
import { asScenario, type Campaign, type Campaigns } from './scenario.ts';

const Report = z.object({
  sections: z.array(z.object({ pipeline: z.string(), sentence: z.object({ zh: z.string() }) })),
});
const READER = 'limin@example.org';

type Played = { readonly figures: readonly Figure[]; readonly sentence: string };
type How<Host> = {
  progress?: (campaign: Campaign) => void;
  /** Runs while it is played: whoever kills the host at random moments. */
  beside?: (host: Host) => () => Promise<void>;
};

/** Plays every campaign on a host that runs, in the order of their first days, and reads the figures. */
export const playCampaignsOn = async <Host extends Running>(
  host: Host,
  campaigns: Campaigns,
  { progress, beside }: How<Host> = {},
): Promise<Played> => {
  const world = openWorld(asScenario(campaigns), host);
  const leave = beside?.(host);
  for (const campaign of campaigns.campaigns.toSorted((a, b) => (a.starts < b.starts ? -1 : 1))) {
    progress?.(campaign);
    await playCampaign(world, campaign).catch((error: unknown) => {
      throw new Error(`${campaign.title} broke off. The host said last:\n${host.said()}`, { cause: error });
    });
  }
  await leave?.();
  await world.time.moveTo(Math.max(world.time.now(), morning(day(campaigns.until))));
  const figures = await compare(world);
  const sentence = await sentenceOf(world, campaigns.until);
  return { figures: [...figures, ...said(campaigns, sentence)], sentence };
};

/** Plays every campaign on a host of its own. `after` looks at its folder before it is gone. */
export const replayCampaigns = async (
  campaigns: Campaigns,
  { main, after = () => undefined, ...how }: How<Child> & { main?: string; after?: (child: Child) => void } = {},
): Promise<Played> => {
  const child = await startChild({ at: `${campaigns.start}T09:00:00+08:00`, ...(main && { main }) });
  try {
    const played = await playCampaignsOn(child, campaigns, how);
    after(child);
    return played;
  } finally {
    await child.stop();
  }
};

const sentenceOf = async (world: World, to: string): Promise<string> => {
  const { scenario, browserOf } = world;
  const text = await browserOf(READER).download(`admin/reports.json?from=${scenario.start}&to=${to}`);
  const { sections } = Report.parse(JSON.parse(text));
  return sections.find(({ pipeline }) => pipeline === 'festivalCondolence')?.sentence.zh ?? '';
};

/** The wording, where it says otherwise than it should. */
const said = ({ says, saysNot }: Campaigns, sentence: string): Figure[] => [
  ...says.filter((words) => !sentence.includes(words)).map((words) => wording(words, '', sentence)),
  ...saysNot.filter((words) => sentence.includes(words)).map((words) => wording('', words, sentence)),
];
const wording = (expected: string, value: string, sentence: string): Figure => ({
  name: '措辞',
  value,
  expected,
  rows: [sentence],
});
