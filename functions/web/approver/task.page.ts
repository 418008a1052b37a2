import type { Page } from '#functions/page';
import type { PageRequest } from '#functions/web/request';
import { type PageResponse, redirect, show } from '#functions/web/respond';
import { navOf } from '#functions/web/session';
import type { Host } from '#shared/host';
import { errorSummary } from '#shared/html/errors';
import { type Content, type Html, html } from '#shared/html/html';
import { next, where } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { reference } from '#shared/pipeline';
import { daysLeft, lastDay } from '#shared/tasks/daysLeft';
import type { Fields } from '#shared/table/table';
import type { TaskDefinition } from '#shared/tasks/definition';
import { type Lang, say, type Text } from '#shared/text';
import { formatDate } from '#shared/time/civil';
import { accessOf, notApartFrom, type TaskAccess } from './access.ts';
import { filledIn } from './application.ts';
import { answering } from './answering.ts';
import { attachmentsOf, scanned } from './attachments.ts';
import { requestCard, wholeCard, workingsCard } from './cards.ts';
import { deadEnd } from './dead.page.ts';
import { decisionForm, type Entered, NOTHING_ENTERED, offered } from './decisionForm.ts';
import { objectionsCard } from './objections.ts';
import { ownAccountCard } from './ownAccount.ts';
import { receipt } from './receipt.ts';
import { revealing } from './revealing.ts';
import { earlierCard, historyOf } from './timeline.ts';
import { panels } from '../panels.ts';
import { fileFieldsFor, uploadCards } from './uploads.ts';

/** GET /t/{token} and /tasks/{case}/{task}: shows, and changes nothing however often and by whomever it is fetched. */
export const showTask: Page = async (request, host) => {
  const access = await accessOf(request, host);
  const dead = await deadEnd(request, host, access);
  if (dead || access.kind !== 'task') return dead ?? Promise.reject(new Error('Every other access is a dead end'));
  if (access.standing.kind === 'decidedByYou') return receipt(request, host, access);
  const { page } = access.definition;
  if (page?.instead) return redirect(host.site, `${access.base}/${page.path}`);
  const chosen = request.query.get('outcome') ?? '';
  const outcome = offered(access.definition).find(([name]) => name === chosen)?.[1];
  const second = outcome && fileFieldsFor(access.definition, outcome).length > 0; // back from an upload
  return taskPage(request, host, access, second ? { ...NOTHING_ENTERED, chosen } : NOTHING_ENTERED);
};

const YOUR_TURN: Text = { zh: '等您的意见', en: 'Waiting for you' };

export const taskPage = async (
  request: PageRequest,
  host: Host,
  access: TaskAccess,
  entered: Entered,
): Promise<PageResponse> => {
  const { lang } = request;
  const { definition, each, pipeline, session } = access;
  const place = `${say(definition.title, lang)}　${reference(pipeline, each.id)}`;
  const only = offered(definition).length === 1 ? offered(definition)[0]?.[0] : undefined;
  const allowed = notApartFrom(access) === undefined && (!definition.signedIn || session !== undefined);
  const answer = entered.chosen ?? only;
  const files = allowed && answer !== undefined ? await uploadCards(request, host, access, answer) : undefined;
  return show(request, host, {
    title: `${say(definition.title, lang)} ${reference(pipeline, each.id)}`,
    audience: 'approver',
    wrong: entered.errors.length > 0,
    ...navOf(request, host, session),
    formAction: files?.action,
    body: html`${errorSummary(entered.errors, lang)}${where(place)}${
      entered.chosen === undefined || !allowed
        ? await wholePage(request, host, access, entered, files?.body)
        : html`${chosenHeading(definition, entered.chosen, lang)}${files?.body}${decisionForm(request, host, access, entered)}`
    }`,
  });
};

/** The answer that was chosen heads the page that asks for what goes with it. */
const chosenHeading = ({ outcomes }: TaskDefinition, chosen: string, lang: Lang): Content => {
  const outcome = outcomes[chosen];
  return (
    outcome &&
    html`<h1>${say(outcome.label, lang)}</h1>
      ${outcome.hint && html`<p class="hint">${say(outcome.hint, lang)}</p>`}`
  );
};

/** Everything that a decision rests on, then its form. */
const wholePage = async (
  request: PageRequest,
  host: Host,
  access: TaskAccess,
  entered: Entered,
  files: Content,
): Promise<Html> => {
  const { lang } = request;
  const { definition, each, task } = access;
  const words = (text: Text) => say(text, lang);
  const [filled, history] = await Promise.all([filledIn(host, access), historyOf(host, access)]);
  const known = new Map<string, Fields>(history.map((step) => [step.task.name, step.values]));
  if (filled) known.set('application', filled.answers);
  const attachments = await scanned(host, await attachmentsOf(host, access, known));
  const unit = (await organisation(host.table).unit(each.union)).name;
  const panel = await panels[access.pipeline.name]?.(request, host, access);
  const asked = [objectionsCard, ownAccountCard].map((it) => it(request, host, access, filled));
  const whose = access.pipeline.concerns ? each.title : unit;
  return html`<h1>${whose}${lang === 'zh' ? '：' : ': '}${words(definition.question)}</h1>
    ${next(deadline(request, host, access))}${await Promise.all(asked)}${panel ?? requestCard(request, host, access, filled, { attachments, history })}
    ${workingsCard(request, access, filled)}${
      filled && wholeCard(request, access, filled, revealing(request, host, access, filled))
    }${await earlierCard(request, host, access, history, filled, YOUR_TURN)}${files}${await answering(request, host, access, entered)}
    <p class="quiet noprint">
      ${words({
        zh: '这个页面只属于您。打开页面不会改变任何事，按下按钮才会。',
        en: 'This page is yours alone. Opening it changes nothing; pressing the button does.',
      })}${
        task.provisional &&
        words({
          zh: '工作日历未到，期限暂按周一至周五计算。',
          en: ' The calendar is not out yet: the deadline counts Monday to Friday.',
        })
      }
    </p>`;
};

/** By when, how long that is, and what happens otherwise. */
const deadline = ({ lang }: PageRequest, host: Host, { task, definition }: TaskAccess): Html => {
  const by = html`<b>${formatDate(lastDay(task.dueAt), lang)}</b>`;
  const left = say(daysLeft(host, task.dueAt), lang);
  const asked = definition.silence === 'escalate';
  return lang === 'zh'
    ? html`请在 ${by} 24:00
      前决定，${left}。${asked && '逾期不会自动通过，也不会自动退回，会先提醒您，再转请副职和值班人员。'}`
    : html`Please decide by ${by}, 24:00: ${left}.
      ${asked && 'After that it is neither approved nor returned by itself: you are reminded, then your deputy and the duty officer are asked.'}`;
};
