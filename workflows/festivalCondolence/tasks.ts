import { coolOff } from '#shared/payments/coolOff';
import type { TaskDefinition } from '#shared/tasks/definition';
import * as goods from './tasks/goods.ts';
import * as money from './tasks/money.ts';
import * as plan from './tasks/plan.ts';
import * as rosters from './tasks/rosters.ts';
import * as visits from './tasks/visits.ts';

/** Every question of this pipeline, by the name under which the machine asks it, or asks it of many at once. */
export const tasks = { ...plan, ...rosters, ...goods, ...money, ...visits, coolOff } satisfies Record<
  string,
  TaskDefinition
>;
