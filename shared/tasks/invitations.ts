import type { Host } from '#shared/host';
import type { PersonId, TaskId } from '#shared/ids';
import type { Message } from '#shared/outbox/messages';
import { organisation, Role } from '#shared/people/organisation';
import { Instant } from '#shared/time/instant';
import { newLink } from './links.ts';
import { personalPk, type Task } from './task.ts';

/** A link outlives its task's deadline, since a late answer is still an answer. */
const LINK_SLACK_MS = 90 * 86_400_000;

/** One mail with one link of its own to each of them; to the applicant where nobody of the federation is asked. */
export const invitations = async (
  host: Host,
  task: Task,
  letter: string,
  people: readonly PersonId[],
  facts: Record<string, string | number> = {},
) => {
  const expiresAt = Instant.parse(task.dueAt + LINK_SLACK_MS);
  const recipients = task.role === 'applicant' ? [undefined] : people;
  const own = await ownPosition(host, task);
  const made = await Promise.all(
    recipients.map(async (person) => {
      const to = { caseId: task.caseId, task: task.id, expiresAt, ...(person ? { person } : {}) };
      const link = await newLink(host, to, person && !own.includes(person) ? inListOf(person, task) : {});
      const message: Message = {
        kind: 'mail',
        letter,
        to: person ? { kind: 'person', person } : { kind: 'applicant' },
        task: task.id,
        link: link.nonce,
        facts,
      };
      return { write: link.write, message };
    }),
  );
  return { writes: made.map(({ write }) => write), messages: made.map(({ message }) => message) };
};

/** Whose list the task is on because of their position. */
const ownPosition = async ({ table }: Pick<Host, 'table'>, { role, unit }: Task): Promise<readonly PersonId[]> => {
  const known = Role.safeParse(role);
  if (!known.success) return [];
  const { holders, deputies } = await organisation(table).position(known.data, unit);
  return [...holders, ...deputies];
};

const inListOf = (person: PersonId, { dueAt, caseId }: Task) => ({
  positionPk: personalPk(person),
  positionSk: `${new Date(dueAt).toISOString()}#${caseId}`,
});

/** The letter, if any, by which the applicant hears of a task or of its answer. */
export const tellApplicant = (letter: string | undefined, task: TaskId): Message[] =>
  letter === undefined ? [] : [{ kind: 'mail', letter, to: { kind: 'applicant' }, task }];
