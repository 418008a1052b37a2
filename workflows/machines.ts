import { NotFound } from '#shared/faults';
import { machine as festivalCondolence } from './festivalCondolence/machine.ts';
import { machine as hardshipAid } from './hardshipAid/machine.ts';
import { machine as selfInspection } from './selfInspection/machine.ts';
import { machine as unitInspection } from './selfInspection/unit.ts';

/** The machines of all pipelines and nothing else of them: for whoever needs one once in a year, and reads it then. */
const machines: Readonly<Record<string, object>> = { hardshipAid, festivalCondolence, selfInspection, unitInspection };

/** @throws {NotFound} */
export const machineOf = (pipeline: string): object => {
  const machine = machines[pipeline];
  if (!machine) throw new NotFound(`There is no machine ${pipeline}`);
  return machine;
};
