import type { Host } from '#shared/host';
import type { Item } from '#shared/table/table';
import { escalate } from '#shared/tasks/escalate';
import { Task } from '#shared/tasks/task';
import { pipelineOf, taskOf } from '#workflows/index';

/** Lets a task whose time has come climb its next rung, as its pipeline says. */
export const climb = (host: Host, item: Item): Promise<void> => {
  const task = Task.parse(item);
  return escalate(host, task.caseId, task.id, taskOf(pipelineOf(task.pipeline), task.name));
};
