import { deliveryCells, wakeCells } from '#test/aws/delivery';
import { companies, inCompany } from '#test/aws/company';
import { type Cell, inPeace, type Peace, type Play } from '#test/aws/matrix';
import { playOnAws } from '#test/aws/plays';
import { stepCells } from '#test/aws/steps';
import { callCells } from '#test/aws/when';
import { playEmbedded } from './embedded.ts';

const SCENARIOS = ['hardship', 'returned', 'condolence', 'inspection'];

const stepsOf = ({ states }: Peace): Cell[] => [
  ...stepCells(),
  ...[...states].toSorted().flatMap((state) => stepCells(state)),
];

/** On AWS everything may go wrong; on one machine steps and wake-ups, for its table and its keys are in the process. */
const HOSTS: readonly {
  readonly host: string;
  readonly play: Play;
  readonly cellsOf: (peace: Peace) => readonly Cell[];
}[] = [
  { host: '', play: playOnAws, cellsOf: (peace) => [...deliveryCells, ...stepsOf(peace), ...callCells] },
  { host: ' embedded', play: playEmbedded, cellsOf: (peace) => [...wakeCells, ...stepsOf(peace)] },
];
const STAGES = HOSTS.flatMap(({ host, ...how }) =>
  SCENARIOS.map((scenario) => ({ name: `${scenario}${host}`, file: `test/scenarios/small/${scenario}.yaml`, ...how })),
);

/**
 * Plays each small scenario once for each thing that may go wrong with a call, a step or a delivery, and each moment; all
 * must end as without it.
 *
 * @param pattern which cells, by their names: `^hardship: kms`, `^hardship embedded: step`
 * @param size    how many cells share a play
 */
export const tortureFaults = async (
  pattern: string,
  size: number,
  tell: (line: string) => void,
): Promise<{ readonly cells: number; readonly plays: number; readonly wrong: readonly string[] }> => {
  const wanted = new RegExp(pattern);
  const wrong: string[] = [];
  const count = { cells: 0, plays: 0 };
  const named = STAGES.filter(({ name }) => pattern.includes(`${name}:`));
  for (const { name: stage, file, play, cellsOf } of named.length > 0 ? named : STAGES) {
    const peace = await inPeace(file, play);
    const nameOf = ({ name }: Cell) => `${stage}: ${name}`;
    const cells = cellsOf(peace).filter((cell) => wanted.test(nameOf(cell)));
    for (const company of companies(cells, size)) {
      const since = performance.now();
      for (const { cell, met, plays, wrong: its } of await inCompany(peace, company, tell)) {
        count.cells += 1;
        count.plays += plays;
        tell(`${its.length > 0 ? 'OTHERWISE' : met === 0 ? 'not met' : 'the same'}: ${nameOf(cell)}, met ${met} times`);
        for (const each of its) tell(`  ${each}`);
        wrong.push(...its.map((each) => `${nameOf(cell)}: ${each}`));
      }
      tell(`${((performance.now() - since) / 1_000).toFixed(1)} s, ${count.plays} plays so far`);
    }
  }
  return { ...count, wrong };
};
