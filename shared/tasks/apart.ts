import { APPLICANT, type Case } from '#shared/cases/case';
import type { TaskDefinition } from './definition.ts';

/**
 * Separation of duties within a case: whoever applies for themselves decides nothing of it, and whoever decided a step
 * that a task must be kept apart from does not decide that task. Asked for when people are chosen, when the page is
 * shown, and in the decision itself.
 *
 * @returns the step that bars this person; nothing when they may decide
 */
export const barredBy = (
  { apart = [] }: Pick<TaskDefinition, 'apart'>,
  { acted }: Pick<Case, 'acted'>,
  person: string | undefined,
): string | undefined =>
  person === undefined ? undefined : [APPLICANT, ...apart].find((name) => acted[name] === person);
