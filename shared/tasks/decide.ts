import type { Case } from '#shared/cases/case';
import { type Change, changeCase, getCase } from '#shared/cases/change';
import { dataKeyOf, type FormName, formRecord } from '#shared/cases/forms';
import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId, TaskId } from '#shared/ids';
import type { Message } from '#shared/outbox/messages';
import type { Fields, Json, Write } from '#shared/table/table';
import { barredBy } from './apart.ts';
import { tellApplicant } from './invitations.ts';
import type { TaskDefinition } from './definition.ts';
import { partAnswered } from './parts.ts';
import { getTask, type Task, taskItem, unmoved } from './task.ts';
import { woken } from './wake.ts';

export type Decision = {
  readonly caseId: CaseId;
  readonly task: TaskId;
  readonly definition: TaskDefinition;
  readonly by: Actor;
  readonly outcome: string;
  /** Free text may say anything, an illness too: it is sealed like a sensitive field, under the name `opinion`. */
  readonly opinion?: string;
  /** What was filled in with the answer; sensitive fields are sealed. */
  readonly values?: Fields;
  readonly sensitive: (field: string) => boolean;
  /** The form that the values are kept as; the task's own where none is named. */
  readonly form?: FormName;
  /** Told to the state machine beside the outcome: ids, counts and dates only. */
  readonly told?: Readonly<Record<string, Json>>;
  readonly also?: readonly Write[];
  /** What else the answer changes, from the case as it is at that moment: money that moves with it. */
  readonly change?: (each: Case) => Pick<Change, 'set' | 'needs' | 'also'>;
  readonly messages?: readonly Message[];
  /** The case, where it has been read a moment ago. */
  readonly seen?: Case;
};

/** A decision is made once. Whoever comes later is told what it was. */
export type Answer =
  | { readonly kind: 'decided'; readonly task: Task }
  | { readonly kind: 'already'; readonly task: Task }
  /** The same person has decided an earlier step that must be kept apart from this one. */
  | { readonly kind: 'notApart'; readonly from: string };

/**
 * Decides a task: OPEN becomes DECIDED by a condition, and with it the event, the form and the wake-up of the state
 * machine. The next step, not the decision, moves the stage.
 */
export const decideTask = async (host: Host, decision: Decision): Promise<Answer> => {
  const { caseId, definition, by, outcome, sensitive, told = {}, also = [], messages = [] } = decision;
  const values: Fields = { ...decision.values, ...(decision.opinion ? { opinion: decision.opinion } : {}) };
  let answer: Answer | undefined;
  const change = async (each: Case): Promise<Change | undefined> => {
    const task = await getTask(host.table, caseId, decision.task);
    if (task.status !== 'open') {
      answer = { kind: 'already', task };
      return undefined;
    }
    const person = by.kind === 'person' ? by.person : undefined;
    const from = barredBy(definition, each, person);
    if (from !== undefined) {
      answer = { kind: 'notApart', from };
      return undefined;
    }
    const more = decision.change?.(each) ?? {};
    const decidedAt = host.clock.now();
    const decided: Task = { ...task, status: 'decided', outcome, decidedBy: by, decidedAt };
    answer = { kind: 'decided', task: decided };
    const next = task.partOf === undefined ? woken(task, { outcome, ...told }) : await partAnswered(host, task);
    const [name = '', n = '1'] = task.id.split('.');
    const form =
      Object.keys(values).length === 0
        ? undefined
        : formRecord(
            host.random,
            { id: caseId, key: await dataKeyOf(host, each) },
            decision.form ?? { name, version: Number(n) },
            values,
            (field) => field === 'opinion' || sensitive(field),
          );
    return {
      event: {
        type: 'decided',
        by,
        data: { task: task.id, outcome, ...(form ? form.event : {}) },
      },
      ...(more.needs && { needs: more.needs }),
      set: {
        ...more.set,
        ...next.set,
        acted: person === undefined ? each.acted : { ...each.acted, [name]: person },
      },
      also: [
        { put: taskItem(decided), if: unmoved(task) },
        ...(form ? [form.write] : []),
        ...next.also,
        ...also,
        ...(more.also ?? []),
      ],
      messages: [...next.messages, ...tellApplicant(definition.outcomes[outcome]?.tells, task.id), ...messages],
    };
  };
  await changeCase(host, caseId, change, decision.seen);
  return answer ?? { kind: 'already', task: await getTask(host.table, caseId, decision.task) };
};

/** The task that a case waits for, if it waits. */
export const openTaskOf = async (host: Pick<Host, 'table'>, caseId: CaseId): Promise<Task | undefined> => {
  const { task } = await getCase(host.table, caseId);
  return task === undefined ? undefined : getTask(host.table, caseId, task);
};
