import { FAULTS, WHENS } from '#test/aws/faults';
import { inPeace, underFault } from '#test/aws/matrix';

const SCENARIOS = ['hardship', 'returned', 'condolence', 'inspection'];

/** Plays each small scenario once for each fault of each call and each moment; all must end as without it. */
export const tortureFaults = async (
  pattern: string,
  tell: (line: string) => void,
): Promise<{ readonly plays: number; readonly wrong: readonly string[] }> => {
  const wanted = new RegExp(pattern);
  const wrong: string[] = [];
  let plays = 0;
  for (const scenario of SCENARIOS) {
    const cells = FAULTS.flatMap((fault) =>
      WHENS.map((when) => ({ fault, when, name: `${scenario}: ${fault.name}, ${when}` })),
    ).filter(({ name }) => wanted.test(name));
    if (cells.length === 0) continue;
    const peace = await inPeace(`test/scenarios/small/${scenario}.yaml`);
    for (const { fault, when, name } of cells) {
      const outcome = await underFault(peace, fault, when);
      if (!outcome) continue;
      plays += 1;
      tell(`${outcome.wrong.length === 0 ? 'the same' : 'OTHERWISE'}: ${name}, met ${outcome.met} times`);
      for (const each of outcome.wrong) tell(`  ${each}`);
      wrong.push(...outcome.wrong.map((each) => `${name}: ${each}`));
    }
  }
  return { plays, wrong };
};
