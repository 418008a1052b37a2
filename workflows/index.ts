import { NotFound } from '#shared/faults';
import type { Pipeline } from '#shared/pipeline';
import type { TaskDefinition } from '#shared/tasks/definition';
import { festivalCondolence } from './festivalCondolence/index.ts';
import { hardshipAid } from './hardshipAid/index.ts';
import { selfInspection } from './selfInspection/index.ts';

/** Every pipeline of the product. Hosts, pages and tests loop over it: a new pipeline is one line here, and one in machines.ts. */
export const pipelines: Readonly<Record<string, Pipeline>> = {
  hardshipAid,
  festivalCondolence,
  ...selfInspection,
};

/** @throws {NotFound} */
export const pipelineOf = (name: string): Pipeline => {
  const pipeline = pipelines[name];
  if (!pipeline) throw new NotFound(`There is no pipeline ${name}`);
  return pipeline;
};

/** @throws {NotFound} */
export const taskOf = (pipeline: Pipeline, name: string): TaskDefinition => {
  const task = pipeline.tasks[name];
  if (!task) throw new NotFound(`Pipeline ${pipeline.name} has no task ${name}`);
  return task;
};
