import type { Pipeline } from '#shared/pipeline';
import { letters } from './emails/index.ts';
import { programmeEnds, unitEnds } from './ends.ts';
import { machine as programmeMachine } from './machine.ts';
import { Policy, shipped } from './policy.ts';
import { reaches } from './reach.ts';
import { programmeTasks, unitTasks } from './tasks.ts';
import { machine as unitMachine } from './unit.ts';

const policy = { shape: Policy, shipped };
const concerns = { zh: '单位', en: 'Unit' };

/**
 * Self-inspection and rectification: a programme is issued to many units, and each unit's part is a case of its own, so
 * that nobody waits for anybody else.
 */
export const selfInspection = {
  selfInspection: {
    name: 'selfInspection',
    label: { zh: '专项治理', en: 'Inspection' },
    concerns: { zh: '专项治理', en: 'Programme' },
    prefix: 'SI',
    mark: '查',
    machine: programmeMachine,
    reaches,
    tasks: programmeTasks,
    ends: programmeEnds,
    letters: {},
    policy,
  },
  unitInspection: {
    name: 'unitInspection',
    within: 'selfInspection',
    label: { zh: '自查自纠', en: 'Self-inspection' },
    concerns,
    prefix: 'UI',
    mark: '查单',
    machine: unitMachine,
    reaches,
    tasks: unitTasks,
    ends: unitEnds,
    letters,
    policy,
  },
} satisfies Record<string, Pipeline>;
