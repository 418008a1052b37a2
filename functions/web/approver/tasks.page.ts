import type { Page } from '#functions/page';
import { show } from '#functions/web/respond';
import { navOf, type SignedIn, signedIn, toSignIn } from '#functions/web/session';
import { Case, caseKey } from '#shared/cases/case';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { table, tag } from '#shared/html/show';
import type { PersonId } from '#shared/ids';
import { formatYuan, SignedFen } from '#shared/money';
import { organisation } from '#shared/people/organisation';
import { roleName } from '#shared/people/roles';
import { reference } from '#shared/pipeline';
import { all } from '#shared/table/table';
import { daysLeft, lastDay } from '#shared/tasks/daysLeft';
import { Link } from '#shared/tasks/links';
import { getTask, personalPk, positionPk, Task } from '#shared/tasks/task';
import { type Lang, say, type Text } from '#shared/text';
import { formatDate } from '#shared/time/civil';
import { pipelineOf, taskOf } from '#workflows/index';

/**
 * Open tasks of the positions that somebody holds, of those they stand in for once they are asked, and whatever else
 * they were asked: on duty, or named by hand. By due date.
 */
const openTasksOf = async (host: Host, { person, holds, deputises }: SignedIn): Promise<Task[]> => {
  const positions = [...holds, ...deputises];
  const pages = await Promise.all(
    positions.map(({ role, unit }) => all(host.table, { index: 'position', pk: positionPk(role, unit) })),
  );
  const personal = await personalTasks(host, person.id);
  const found = [...pages.flat().map((item) => Task.parse(item)), ...personal];
  return [...new Map(found.map((task) => [`${task.caseId} ${task.id}`, task])).values()]
    .filter(({ status, asked, recused, role, unit }) => {
      if (status !== 'open' || recused?.includes(person.id)) return false;
      return asked.includes(person.id) || holds.some((position) => position.role === role && position.unit === unit);
    })
    .toSorted((a, b) => a.dueAt - b.dueAt);
};

/** The index finds links; what they lead to may have been decided long ago. */
const personalTasks = async ({ table: items }: Host, person: PersonId): Promise<Task[]> => {
  const links = (await all(items, { index: 'position', pk: personalPk(person) })).map((item) => Link.parse(item));
  const tasks = new Map(links.map(({ caseId, task }) => [`${caseId} ${task}`, { caseId, task }]));
  return Promise.all([...tasks.values()].map(({ caseId, task }) => getTask(items, caseId, task)));
};

/** GET /tasks: what waits for whoever is signed in. */
export const showTasks: Page = async (request, host) => {
  const who = await signedIn(request, host);
  if (!who) return toSignIn(request, host);
  const { lang } = request;
  const words = (text: Text) => say(text, lang);
  const tasks = await openTasksOf(host, who);
  const title = words({ zh: `我的待办 ${tasks.length} 件`, en: `My tasks: ${tasks.length}` });
  const found = await casesOf(host, tasks, who);
  const rows = tasks.map((task) => rowOf(host, task, lang, found));
  const names = who.holds.map(({ role, unit }) => `${found.units.get(unit) ?? unit} ${words(roleName(role))}`);
  return show(request, host, {
    title,
    audience: 'approver',
    ...navOf(request, host, who),
    body: html`<h1>${title}</h1>
      <p class="where">${who.person.name}　${names.join(lang === 'zh' ? '、' : ', ')}</p>
      ${table(
        words({ zh: '按期限排列', en: 'By deadline' }),
        [
          { name: words({ zh: '编号', en: 'Reference' }) },
          { name: words({ zh: '事项', en: 'Matter' }) },
          { name: words({ zh: '工会', en: 'Union' }) },
          { name: words({ zh: '金额（元）', en: 'Yuan' }), num: true },
          { name: words({ zh: '期限', en: 'Due' }) },
        ],
        rows,
        words({
          zh: '现在没有等您办理的事。有新的会发邮件给您。',
          en: 'Nothing waits for you. You get a mail when something does.',
        }),
      )}`,
  });
};

/** The cases of all rows at one glance, and the names of their unions and of one's own units at another. */
type Found = { readonly cases: ReadonlyMap<string, Case>; readonly units: ReadonlyMap<string, string> };
const casesOf = async (host: Host, tasks: readonly Task[], { holds }: SignedIn): Promise<Found> => {
  const ids = new Set(tasks.map(({ caseId }) => caseId));
  const items = await host.table.glance([...ids].map(caseKey));
  const cases = new Map(items.map((item) => Case.parse(item)).map((each) => [each.id, each]));
  const units = [...[...cases.values()].map(({ union }) => union), ...holds.map(({ unit }) => unit)];
  return { cases, units: await organisation(host.table).unitNames(units) };
};

const rowOf = (host: Host, task: Task, lang: Lang, { cases, units }: Found) => {
  const pipeline = pipelineOf(task.pipeline);
  const each = cases.get(task.caseId);
  const fen = each?.approvedFen ?? each?.appliedFen;
  const overdue = task.dueAt <= host.clock.now();
  return [
    html`<a href="${link(host.site, `/tasks/${task.caseId}/${task.id}`)}">${reference(pipeline, task.caseId)}</a>`,
    say(taskOf(pipeline, task.name).title, lang),
    each && units.get(each.union),
    fen === undefined ? '' : formatYuan(SignedFen.parse(fen)),
    html`${formatDate(lastDay(task.dueAt), lang)}
    ${tag(say(daysLeft(host, task.dueAt), lang), overdue ? 'bad' : 'wait')}`,
  ];
};
