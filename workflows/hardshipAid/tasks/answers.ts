import { returnForCorrection, withdraw } from '#shared/tasks/correcting';
import type { TaskDefinition } from '#shared/tasks/definition';
import { sections } from '../sections.ts';

/** The ways out beside a task's own answer, in the same words everywhere. */
export const exits = {
  return: returnForCorrection(Object.values(sections)),
  reject: {
    label: { zh: '不同意', en: 'Reject' },
    hint: { zh: '要写明理由和依据，申请人可以申请复核', en: 'Give the reason and the rule; the applicant can appeal' },
    opinion: 'required',
  },
  withdraw,
} satisfies TaskDefinition['outcomes'];
