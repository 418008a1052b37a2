import type { CaseView } from '#shared/cases/boards';
import { getCase } from '#shared/cases/change';
import type { Actor } from '#shared/events/chain';
import { NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import { type Content, type Html, html } from '#shared/html/html';
import { table, tag, type Tone } from '#shared/html/show';
import { CaseId, TaskId, type UnitId } from '#shared/ids';
import { type Pipeline, reference, sealedIn } from '#shared/pipeline';
import type { Fields } from '#shared/table/table';
import { type Answer, decideTask } from '#shared/tasks/decide';
import type { Text } from '#shared/text';
import { pipelineOf, pipelines, taskOf } from '#workflows/index';
import type { Visit } from './console.ts';

/**
 * One paper that answers many cases: a bank's advice, a meeting's minutes. Each case gets a decision of its own, whole
 * or not at all, and whoever sent the form sees of each what came of it. Sending it again changes nothing.
 */
export type Item = {
  readonly caseId: CaseId;
  readonly task: TaskId;
  readonly outcome: string;
  readonly values: Fields;
  readonly opinion?: string;
};
export type Came = {
  readonly item: Item;
  readonly kind: Answer['kind'] | 'gone';
  readonly outcome?: string | undefined;
};

export const decideMany = async (
  host: Host,
  { by, district, taskName, items }: { by: Actor; district: UnitId; taskName: string; items: readonly Item[] },
): Promise<Came[]> => {
  const all: Came[] = [];
  for (const item of items) {
    const each = await getCase(host.table, item.caseId);
    const pipeline = pipelineOf(each.pipeline);
    const definition = taskOf(pipeline, taskName);
    if (each.district !== district || !item.task.startsWith(`${taskName}.`))
      throw new NotFound('Not a case to decide here');
    const { caseId, task, outcome, values, opinion } = item;
    const answer = await decideTask(host, {
      caseId,
      seen: each,
      task,
      definition,
      by,
      outcome,
      values,
      ...(opinion && { opinion }),
      sensitive: sealedIn(pipeline),
    });
    all.push({ item, kind: answer.kind, outcome: answer.kind === 'already' ? answer.task.outcome : undefined });
  }
  return all;
};

/** The cases that a form ticked, each with the task that it was shown for. */
export const ticked = (form: URLSearchParams): { caseId: CaseId; task: TaskId }[] =>
  form.getAll('case').flatMap((value) => {
    const [id, name] = value.split(' ');
    const [caseId, task] = [CaseId.safeParse(id), TaskId.safeParse(name)];
    return caseId.success && task.success ? [{ caseId: caseId.data, task: task.data }] : [];
  });

/** The cell of a row that ticks its case: all are ticked at first, and what was unticked stays so. */
export const ticking = (form: URLSearchParams): ((each: CaseView) => Html) => {
  const chosen = new Set(ticked(form).map(({ caseId }) => caseId));
  return ({ id, task, pipeline }) =>
    html`<label class="pick"
      ><input type="checkbox" name="case" value="${id} ${task}" ${(chosen.has(id) || form.size === 0) && 'checked'} />
      ${reference(pipelineOf(pipeline), id)}</label
    >`;
};

const WORDS: Readonly<Record<Came['kind'], { words: Text; tone: Tone }>> = {
  decided: { words: { zh: '已登记', en: 'Recorded' }, tone: 'ok' },
  already: { words: { zh: '此前已登记，没有改变', en: 'Recorded before: nothing changed' }, tone: 'rest' },
  notApart: {
    words: { zh: '您参与过前面的环节，没有登记', en: 'You took part in an earlier step: not recorded' },
    tone: 'bad',
  },
  gone: { words: { zh: '已不在这个环节，没有登记', en: 'No longer at this step: not recorded' }, tone: 'bad' },
};

/** What came of each case. */
export const cameOf = ({ t, to }: Visit, came: readonly Came[]): Content => {
  const done = came.filter(({ kind }) => kind === 'decided').length;
  return html`${table(
    t({ zh: `登记 ${done} 件，共 ${came.length} 件`, en: `${done} of ${came.length} recorded` }),
    [{ name: t({ zh: '编号', en: 'Case' }) }, { name: t({ zh: '结果', en: 'Result' }) }],
    came.map(({ item: { caseId, outcome }, kind, outcome: earlier }) => {
      // Decided otherwise meanwhile is not «recorded before»: the paper's answer did not get in.
      const { words, tone } = WORDS[kind === 'already' && earlier !== outcome ? 'gone' : kind];
      const pipeline = pipelineOfCase(caseId);
      return [
        html`<a href="${to(`/admin/cases/${caseId}`)}">${pipeline ? reference(pipeline, caseId) : caseId}</a>`,
        tag(t(words), tone),
      ];
    }),
    '',
  )}`;
};

/** By the letters of its id. */
export const pipelineOfCase = (id: string): Pipeline | undefined =>
  Object.values(pipelines).find(({ prefix }) => id.startsWith(`${prefix}-`));
