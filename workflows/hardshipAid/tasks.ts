import type { TaskDefinition } from '#shared/tasks/definition';
import { account } from './tasks/account.ts';
import { applicant } from './tasks/applicant.ts';
import { district } from './tasks/district.ts';
import { money } from './tasks/money.ts';
import { union } from './tasks/union.ts';

/** Every question of this pipeline, by the name under which the machine asks it. */
export const tasks = { ...union, ...district, ...money, ...account, ...applicant } satisfies Record<
  string,
  TaskDefinition
>;
