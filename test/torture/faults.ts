import { deliveryCells } from '#test/aws/delivery';
import { companies, inCompany } from '#test/aws/company';
import { type Cell, inPeace, type Peace } from '#test/aws/matrix';
import { stepCells } from '#test/aws/steps';
import { callCells } from '#test/aws/when';

const SCENARIOS = ['hardship', 'returned', 'condolence', 'inspection'];

const cellsOf = ({ states }: Peace): Cell[] => [
  ...deliveryCells,
  ...stepCells(),
  ...[...states].toSorted().flatMap((state) => stepCells(state)),
  ...callCells,
];

/**
 * Plays each small scenario once for each thing that may go wrong with a call, a step or a delivery, and each moment; all
 * must end as without it.
 *
 * @param pattern which cells, by their names: `^hardship: kms`
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
  const named = SCENARIOS.filter((scenario) => pattern.includes(`${scenario}:`));
  for (const scenario of named.length > 0 ? named : SCENARIOS) {
    const peace = await inPeace(`test/scenarios/small/${scenario}.yaml`);
    const nameOf = ({ name }: Cell) => `${scenario}: ${name}`;
    const cells = cellsOf(peace).filter((cell) => wanted.test(nameOf(cell)));
    for (const company of companies(cells, size)) {
      const since = performance.now();
      for (const { cell, met, plays, wrong: its } of await inCompany(peace, company)) {
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
