import type { Pipeline } from '#shared/pipeline';
import { application } from './application.ts';
import { letters } from './emails/index.ts';
import { ends } from './ends.ts';
import { machine } from './machine.ts';
import { Policy, shipped } from './policy.ts';
import { reaches } from './reach.ts';
import { tasks } from './tasks.ts';

/** Condolence at festivals: plan, approval, rosters, goods or money, visits, proof that nobody was left out. */
export const festivalCondolence = {
  name: 'festivalCondolence',
  label: { zh: '走访慰问', en: 'Condolence' },
  concerns: { zh: '活动', en: 'Campaign' },
  prefix: 'FC',
  mark: '慰',
  machine,
  reaches,
  tasks,
  ends,
  letters,
  application,
  policy: { shape: Policy, shipped },
} satisfies Pipeline;
