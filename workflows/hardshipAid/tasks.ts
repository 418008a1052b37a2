import type { TaskDefinition } from '#shared/tasks/definition';
import * as applicant from './tasks/applicant.ts';
import * as district from './tasks/district.ts';
import * as money from './tasks/money.ts';
import * as union from './tasks/union.ts';

/** Every question of this pipeline, by the name under which the machine asks it. */
export const tasks = { ...union, ...district, ...money, ...applicant } satisfies Record<string, TaskDefinition>;
export type TaskName = keyof typeof tasks;
