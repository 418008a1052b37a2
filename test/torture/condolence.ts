import type { Child } from '#test/scenarios/driver/child';
import { replayCampaigns } from '#test/scenarios/condolence/replay';
import { readCampaigns } from '#test/scenarios/condolence/scenario';
import { handovers, killer, type Tortured, type Torturing, verify } from '#test/torture/hardship';

/**
 * Plays campaigns with kill -9 at random moments until the host has been killed so many times. Nobody may be served
 * twice on paper and nobody lost: figures, wording and the chain of every case are as they are in peace.
 */
export const tortureCampaigns = async (
  file: string,
  { kills: wanted, main, tell = () => undefined }: Torturing,
): Promise<Tortured> => {
  const campaigns = readCampaigns(file);
  let requests = 0;
  const count = (child: Child) => {
    child.watch((nth) => {
      requests = nth;
    });
    return () => Promise.resolve();
  };
  await replayCampaigns(campaigns, { beside: count });
  tell(`in peace: ${requests} requests`);
  let kills = 0;
  let handedOver = 0;
  const wrong: string[] = [];
  while (kills < wanted && wrong.length === 0) {
    let now = 0;
    const { figures } = await replayCampaigns(campaigns, {
      ...(main && { main }),
      beside: killer(Math.min(wanted - kills, 40), requests, () => {
        now += 1;
      }),
      after: ({ folder }) => {
        wrong.push(...verify(folder));
        handedOver += handovers(folder);
      },
    });
    kills += now;
    for (const { name, value, expected } of figures)
      if (value !== expected) wrong.push(`${name} is ${value}, not ${expected}`);
    tell(
      `killed ${now} times, ${kills} of ${wanted}: ${wrong.length === 0 ? 'nobody lost, nobody twice' : wrong.join('\n')}`,
    );
  }
  return { kills, wrong, handedOver };
};
