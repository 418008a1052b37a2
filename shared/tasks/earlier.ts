import type { Case } from '#shared/cases/case';
import { casePk } from '#shared/cases/case';
import { formKey, openForm } from '#shared/cases/forms';
import type { Host } from '#shared/host';
import { unlessErased } from '#shared/keys/keyLost';
import type { Pipeline } from '#shared/pipeline';
import { all, type Fields, type Item, prefix } from '#shared/table/table';
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
  const tasks = await all(table, { pk: casePk(each.id), ...prefix('TASK#') });
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
    .toSorted((a, b) => a.at - b.at || entry(a) - entry(b));
};

/** Two steps can be decided within one millisecond: the state machine has entered one of them first. */
const entry = ({ task }: Earlier): number => Number(task.entered) || 0;

/** What was filled in with a decision, sealed fields opened; nothing where nothing was, or once it is erased. */
export const filledInWith = async (
  host: Pick<Host, 'table' | 'keys'>,
  each: Case,
  step: Pick<Earlier, 'task'>,
): Promise<Fields> => openedIn(host, each, await host.table.get(formOf(each, step)));

const formOf = ({ id }: Case, { task }: Pick<Earlier, 'task'>) =>
  formKey(id, { name: task.name, version: Number(task.id.split('.')[1]) });

const openedIn = (host: Pick<Host, 'keys'>, each: Case, item: Item | undefined): Promise<Fields> =>
  unlessErased(async () => (item ? (await openForm(host, each, item)).values : {}), {});

/**
 * The same of each of these steps. What was written with the last one may have been written this moment; what was
 * written with those before it is read at a glance.
 */
export const filledInWithEach = async (
  host: Pick<Host, 'table' | 'keys'>,
  each: Case,
  steps: readonly Earlier[],
): Promise<Fields[]> => {
  const [last, before] = [steps.at(-1), steps.slice(0, -1)];
  const [newest, found] = await Promise.all([
    last ? filledInWith(host, each, last) : {},
    before.length === 0 ? [] : host.table.glance(before.map((step) => formOf(each, step))),
  ]);
  const values = before.map((step) => {
    const { sk } = formOf(each, step);
    return openedIn(
      host,
      each,
      found.find((item) => item.sk === sk),
    );
  });
  return last ? [...(await Promise.all(values)), newest] : [];
};

/** 基层工会初审：同意（2019年3月11日） */
export const earlierLine = ({ title, outcome, at }: Earlier, lang: Lang): string =>
  lang === 'zh'
    ? `${title.zh}：${outcome.zh}（${formatDate(civilDate(at), lang)}）`
    : `${title.en}: ${outcome.en} (${formatDate(civilDate(at), lang)})`;
