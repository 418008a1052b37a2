import type { TaskDefinition } from '#shared/tasks/definition';
import * as afterwards from './tasks/afterwards.ts';
import * as findings from './tasks/finding.ts';
import * as programme from './tasks/programme.ts';
import * as rectification from './tasks/rectification.ts';
import * as report from './tasks/report.ts';

/** Every question of the programme, and of a unit's part, by the name under which its machine asks it. */
export const programmeTasks = { ...programme } satisfies Record<string, TaskDefinition>;
export const unitTasks = { ...report, ...findings, ...rectification, ...afterwards } satisfies Record<
  string,
  TaskDefinition
>;
