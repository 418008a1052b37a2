import type { Pipeline } from '#shared/pipeline';
import { application } from './application.ts';
import { letters } from './emails/index.ts';
import { ends } from './ends.ts';
import { machine } from './machine.ts';
import { Policy, shipped } from './policy.ts';
import * as report from './report.ts';
import { reaches } from './reach.ts';
import { tasks } from './tasks.ts';

/** Hardship aid: a worker in need applies; the union checks, decides, pays and looks after the household. */
export const hardshipAid = {
  name: 'hardshipAid',
  label: { zh: '困难帮扶', en: 'Hardship aid' },
  prefix: 'HA',
  mark: '困',
  machine,
  reaches,
  tasks,
  ends,
  letters,
  application,
  report,
  policy: { shape: Policy, shipped },
} satisfies Pipeline;
