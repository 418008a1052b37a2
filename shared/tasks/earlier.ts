import type { Case } from '#shared/cases/case';
import { casePk } from '#shared/cases/case';
import type { Host } from '#shared/host';
import type { Pipeline } from '#shared/pipeline';
import { all, prefix } from '#shared/table/table';
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
  const items = await all(table, { pk: casePk(each.id), ...prefix('TASK#') });
  return items
    .map((item) => Task.parse(item))
    .flatMap((task) => {
      const definition = pipeline.tasks[task.name];
      const outcome = definition?.outcomes[task.outcome ?? ''];
      if (task.status !== 'decided' || task.decidedAt === undefined || !definition || !outcome) return [];
      return [{ task, title: definition.title, outcome: outcome.label, at: task.decidedAt }];
    })
    .toSorted((a, b) => a.at - b.at);
};

/** 基层工会初审：同意（2019年3月11日） */
export const earlierLine = ({ title, outcome, at }: Earlier, lang: Lang): string =>
  lang === 'zh'
    ? `${title.zh}：${outcome.zh}（${formatDate(civilDate(at), lang)}）`
    : `${title.en}: ${outcome.en} (${formatDate(civilDate(at), lang)})`;
