import { playCampaignsOn } from './condolence/replay.ts';
import { isCampaigns, readCampaigns } from './condolence/scenario.ts';
import type { Running } from './driver/child.ts';
import type { Figure } from './driver/figures.ts';
import { playOn } from './driver/replay.ts';
import { readScenario } from './driver/scenario.ts';
import { writeFederation } from './inspection/federation.ts';
import { playInspectionOn } from './inspection/replay.ts';
import { isInspection, readInspection } from './inspection/scenario.ts';

/** A scenario that can be played on any host that runs, and what that host must begin with. */
export type Play = {
  readonly title: string;
  /** The first day, as 2019-01-02. */
  readonly start: string;
  /** A federation's file; without it the sample. */
  readonly union?: string;
  readonly play: (host: Running, tell?: (line: string) => void) => Promise<readonly Figure[]>;
};

/** A scenario of any pipeline, told apart by its file. */
export const readPlay = (file: string): Play => {
  if (isCampaigns(file)) {
    const campaigns = readCampaigns(file);
    const { title, start } = campaigns;
    const play: Play['play'] = async (host, tell = () => undefined) => {
      const { figures, sentence } = await playCampaignsOn(host, campaigns, { progress: (each) => tell(each.title) });
      tell(sentence);
      return figures;
    };
    return { title, start, play };
  }
  if (isInspection(file)) {
    const scenario = readInspection(file);
    const { title, start, units } = scenario;
    const play: Play['play'] = (host, progress) => playInspectionOn(host, scenario, { progress });
    return { title, start, union: writeFederation(units), play };
  }
  const scenario = readScenario(file);
  const { title, start, union } = scenario;
  const play: Play['play'] = async (host, tell = () => undefined) => {
    const progress = ({ day, applied, decided }: { day: string; applied: number; decided: number }) =>
      tell(`${day}  申请 ${applied}/${scenario.people.length}  已办 ${decided}`);
    return (await playOn(host, scenario, { progress })).figures;
  };
  return { title, start, ...(union === undefined ? {} : { union }), play };
};
