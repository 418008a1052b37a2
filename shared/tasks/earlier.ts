import * as z from 'zod/mini';
import type { Case } from '#shared/cases/case';
import { casePk } from '#shared/cases/case';
import { readForm } from '#shared/cases/forms';
import type { Host } from '#shared/host';
import { KeyLost } from '#shared/keys/keyLost';
import type { Pipeline } from '#shared/pipeline';
import { all, type Fields, type Json, prefix } from '#shared/table/table';
import type { Lang, Text } from '#shared/text';
import { civilDate, formatDate } from '#shared/time/civil';
import type { Instant } from '#shared/time/instant';
import { Task } from './task.ts';

/** A step that has been decided: what, by which position, when. What was written with it is read from its form. */
export type Earlier = {
  readonly task: Task;
  readonly title: Text;
  readonly outcome: Text;
  readonly at: Instant;
};

/** The decided steps of a case, oldest first. Mails, task pages and case pages tell the same story from it. */
export const earlierSteps = async (
  { table }: Pick<Host, 'table'>,
  pipeline: Pick<Pipeline, 'tasks'>,
  each: Pick<Case, 'id'>,
): Promise<Earlier[]> => {
  const pk = casePk(each.id);
  const [tasks, events] = await Promise.all([
    all(table, { pk, ...prefix('TASK#') }),
    all(table, { pk, ...prefix('EVENT#') }),
  ]);
  const order = events.filter(({ type }) => type === 'decided').map(({ data }) => taskIn(data));
  return tasks
    .map((item) => Task.parse(item))
    .flatMap((task) => {
      const definition = pipeline.tasks[task.name];
      const outcome = definition?.outcomes[task.outcome ?? ''];
      // The parts of a whole may be hundreds: the whole stands for them.
      if (task.partOf !== undefined) return [];
      if (task.status !== 'decided' || task.decidedAt === undefined || !definition || !outcome) return [];
      return [{ task, title: definition.title, outcome: outcome.label, at: task.decidedAt }];
    })
    .toSorted((a, b) => placeIn(order, a.task) - placeIn(order, b.task));
};

/** Where its decision is in the log: a whole that its last part has answered stands where that part does. */
const placeIn = (order: readonly (string | undefined)[], { id, parts }: Task): number => {
  const own = order.lastIndexOf(id);
  if (own >= 0 || !parts) return own;
  const ids = new Set(Array.from({ length: parts.count }, (_, i) => `${parts.name}.${parts.first + i}`));
  return order.findLastIndex((one) => one !== undefined && ids.has(one));
};

/** The log has the order: two steps can be decided within one millisecond. */
const taskIn = (data: Json | undefined): string | undefined => z.safeParse(OfTask, data).data?.task;
const OfTask = z.object({ task: z.string() });

/** What was filled in with a decision, sealed fields opened; nothing where nothing was, or once it is erased. */
export const filledInWith = async (
  host: Pick<Host, 'table' | 'keys'>,
  each: Case,
  { task }: Pick<Earlier, 'task'>,
): Promise<Fields> => {
  try {
    return (await readForm(host, each, task.name, Number(task.id.split('.')[1])))?.values ?? {};
  } catch (error) {
    if (error instanceof KeyLost) return {};
    throw error;
  }
};

/** 基层工会初审：同意（2019年3月11日） */
export const earlierLine = ({ title, outcome, at }: Earlier, lang: Lang): string =>
  lang === 'zh'
    ? `${title.zh}：${outcome.zh}（${formatDate(civilDate(at), lang)}）`
    : `${title.en}: ${outcome.en} (${formatDate(civilDate(at), lang)})`;
