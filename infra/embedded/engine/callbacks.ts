import type { Store } from '#infra/embedded/sqlite';
import type { Workflows } from '#shared/workflows';
import { due } from './states/task.ts';
import type { Thread } from './execution.ts';
import { InvalidOutput, TaskDoesNotExist, TaskTimedOut } from './failure.ts';
import { isTooLarge, LARGEST_BYTES } from './states/leave.ts';
import type { Lanes } from './running/lanes.ts';
import { failed, isAwaited, succeeded } from './states/settle.ts';
import type { Tokens } from './tokens.ts';
import type { Turn } from './states/turn.ts';

export interface Callbacks extends Pick<Workflows, 'sendTaskSuccess'> {
  /** @throws {TaskTimedOut} {TaskDoesNotExist} {InvalidToken} when nobody waits for this token (any more) */
  sendTaskFailure(failure: {
    taskToken: string;
    error?: string | undefined;
    cause?: string | undefined;
  }): Promise<void>;
  /** @throws {TaskTimedOut} {TaskDoesNotExist} {InvalidToken} when nobody waits for this token (any more) */
  sendTaskHeartbeat(heartbeat: { taskToken: string }): Promise<void>;
}

const late = () => new TaskTimedOut("Task Timed Out: 'Provided task does not exist anymore'");

/** Answers for tasks that wait for a token. Each is acknowledged when it is on disk. */
export const callbacks = ({ db }: Store, lanes: Lanes, tokens: Tokens): Callbacks => {
  const exists = db.prepare('SELECT status FROM sfn_executions WHERE id = ?');

  const answer = async (token: string, act: (turn: Turn, thread: Thread) => Promise<void> | void) => {
    const { execution, thread: id, attempt } = tokens.read(token);
    const found = exists.get(execution);
    if (!found) throw new TaskDoesNotExist("Task does not exist: 'Provided task does not exist'");
    if (found['status'] !== 'RUNNING') throw late();
    await lanes.act(execution, (turn) => {
      const thread = turn.execution.threads.get(id);
      // The function that got the token may still run: its callback counts all the same.
      if (!isAwaited(thread, attempt)) throw late();
      return act(turn, thread);
    });
  };

  return {
    sendTaskSuccess: ({ taskToken, output }) => {
      const text = JSON.stringify(output ?? null);
      if (isTooLarge(text))
        return Promise.reject(new InvalidOutput(`Invalid Output: more than ${LARGEST_BYTES} bytes`));
      const result: unknown = JSON.parse(text);
      return answer(taskToken, (turn, thread) => succeeded(turn, thread, result));
    },
    sendTaskFailure: ({ taskToken, error, cause }) =>
      answer(taskToken, (turn, thread) => failed(turn, thread, error, cause)),
    sendTaskHeartbeat: ({ taskToken }) =>
      answer(taskToken, (turn, thread) => {
        if (!thread.heartbeat) return;
        thread.heartbeat.by = turn.now() + thread.heartbeat.every;
        due(thread);
        turn.changes.threads.add(thread);
      }),
  };
};
