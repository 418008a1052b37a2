import type { PageRequest } from '#functions/web/request';
import { Answered } from '#shared/forms/answers';
import type { Host } from '#shared/host';
import { type Html, html } from '#shared/html/html';
import { card, type Fact, type Moment, timeline } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { roleName } from '#shared/people/roles';
import type { Fields } from '#shared/table/table';
import { type Earlier, earlierSteps, filledInWithEach } from '#shared/tasks/earlier';
import { type Lang, say, type Text } from '#shared/text';
import { formatInstant } from '#shared/time/civil';
import { taskOf } from '#workflows/index';
import type { TaskAccess } from './access.ts';
import { factsOf, type Filled } from './application.ts';
import { fieldsFor } from './decisionForm.ts';

/** An earlier step with what was filled in. */
export type Step = Earlier & { readonly values: Fields };

export const historyOf = async (host: Host, { pipeline, each }: TaskAccess): Promise<Step[]> => {
  const steps = await earlierSteps(host, pipeline, each);
  const values = await filledInWithEach(host, each, steps);
  return steps.map((step, i) => ({ ...step, values: values[i] ?? {} }));
};

/** What each earlier step said, by position; the present stands at the end. */
export const earlierCard = async (
  { lang }: PageRequest,
  host: Host,
  access: TaskAccess,
  history: readonly Step[],
  filled: Filled | undefined,
  now: Text,
): Promise<Html> => {
  const units = await organisation(host.table).unitNames(history.map(({ task }) => task.unit));
  const past = history.map((step) => moment(units.get(step.task.unit), access, step, lang, filled));
  const present: Moment = { time: say({ zh: '现在', en: 'Now' }, lang), what: say(now, lang), place: 'now' };
  return card(say({ zh: '此前的意见', en: 'Earlier steps' }, lang), timeline([...past, present]));
};

const moment = (
  unitName: string | undefined,
  access: TaskAccess,
  step: Step,
  lang: Lang,
  filled: Filled | undefined,
): Moment => {
  const { pipeline } = access;
  const { task, title, outcome, at, values } = step;
  const person = task.decidedBy?.kind === 'person' ? task.decidedBy : undefined;
  const by = roleName(person?.role ?? task.decidedBy?.kind ?? '');
  const unit = person ? unitName : '';
  const fields = fieldsFor(taskOf(pipeline, task.name), taskOf(pipeline, task.name).outcomes[task.outcome ?? '']);
  const answers = {
    // What was done on pages of its own is no form of the task's: it is told where those pages tell it.
    answers: Answered.parse(Object.fromEntries(fields.map(({ name }) => [name, values[name]]))),
    calculation: undefined,
    options: {},
    revealed: filled?.revealed ?? false,
  };
  const shown = factsOf(fields, answers, pipeline.application?.decisive ?? [], lang);
  const isBlock = ({ value }: Fact) => Array.isArray(value); // the rows of a list
  const [inline, blocks] = [shown.filter((fact) => !isBlock(fact)), shown.filter(isBlock)];
  const opinion = String(values['opinion'] ?? '');
  return {
    time: formatInstant(at, lang),
    iso: new Date(at).toISOString(),
    place: 'past',
    what: html`<b>${say(title, lang)}${lang === 'zh' ? '：' : ': '}${say(outcome, lang)}</b>　<span class="quiet"
        >${unit} ${say(by, lang)}</span
      >${opinion !== '' && html`<p class="pre">${opinion}</p>`}${inline.length > 0 && html`<p>${inline.map(({ term, value }, i) => html`${i > 0 && (lang === 'zh' ? '；' : '; ')}<span class="quiet">${term}</span> ${value}`)}</p>`}${blocks.map(
        ({ term, value }) =>
          html`<p class="quiet">${term}</p>
            ${value}`,
      )}`,
  };
};
