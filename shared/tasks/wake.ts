import type { Message } from '#shared/outbox/messages';
import type { Task } from './task.ts';

type Wake = Extract<Message, { kind: 'wake' }>;

/** How the state that waits for a task hears of its answer: as its result, or as not the one it goes straight on with. */
export const wakeOf = (
  { taskToken, straight }: Pick<Task, 'taskToken' | 'straight'>,
  output: Wake['output'] & { readonly outcome: string },
): Wake => ({
  kind: 'wake',
  taskToken,
  output,
  ...(straight !== undefined && straight !== output.outcome && { otherwise: true }),
});

/** The case waits for nobody, and its state machine goes on. */
export const woken = (task: Task, output: Parameters<typeof wakeOf>[1]) => ({
  set: { task: undefined, waitingFor: undefined, dueAt: undefined },
  also: [],
  messages: [wakeOf(task, output)],
});
