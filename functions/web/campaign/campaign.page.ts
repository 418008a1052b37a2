import type { Page } from '#functions/page';
import { peopleOf, planOf } from '#functions/festivalCondolence/campaign';
import { caseOf } from '#functions/web/admin/case/load';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { type DayList, dayLists, onList } from '#shared/coverage/lists';
import { proofOf } from '#shared/coverage/proof';
import { allRecipients, type Status } from '#shared/coverage/recipients';
import { NotFound } from '#shared/faults';
import { type Content, html } from '#shared/html/html';
import { back, card, facts, table, tag } from '#shared/html/show';
import { TaskId } from '#shared/ids';
import { Fen, formatYuan } from '#shared/money';
import { organisation } from '#shared/people/organisation';
import { reference } from '#shared/pipeline';
import { standingOf } from '#shared/rosters/imports';
import { partsOf } from '#shared/tasks/parts';
import { getTask, type Task } from '#shared/tasks/task';
import { formatDate } from '#shared/time/civil';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import { stageWords } from './stageWords.ts';
import { STATUS } from './visitsList.ts';

/** The campaign that an address names, if the officer may see it and it has been weighed. @throws {NotFound} */
export const campaignOf = async (visit: Visit): Promise<Case> => {
  const each = await caseOf(visit);
  if (each.pipeline !== festivalCondolence.name) throw new NotFound('Not a campaign');
  return each;
};

/** GET /admin/campaigns/{case}: where a campaign stands: lists in, people served, what is left. */
export const showCampaign: Page = forOfficers(async (visit) => {
  const { t, to, host } = visit;
  const each = await campaignOf(visit);
  const id = reference(festivalCondolence, each.id);
  const links = html`<p>
    <a href="${to(`/admin/cases/${each.id}`)}">${t({ zh: '办理经过', en: 'What happened' })}</a>　<a
      href="${to(`/admin/campaigns/${each.id}/proof`)}"
      >${t({ zh: '覆盖核对', en: 'Proof of coverage' })}</a
    >
  </p>`;
  if (each.facts['plan'] === undefined)
    return inConsole(visit, {
      title: id,
      body: html`<h1>${id}　${each.title}</h1>
        ${links}`,
    });
  const plan = planOf(each);
  const proof = await proofOf(host.table, each.id);
  return inConsole(visit, {
    title: id,
    body: html`${back(to('/admin/campaigns'), t({ zh: '慰问活动', en: 'Campaigns' }))}
      <h1>${id}　<span class="quiet">${each.title}</span></h1>
      ${links}
      <div class="two">
        <div>${await rostersCard(visit, each)} ${await listsCard(visit, each)}</div>
        <div class="first">
          ${card(
            t({ zh: '概况', en: 'At a glance' }),
            facts([
              { term: t({ zh: '环节', en: 'Stage' }), value: stageWords(visit, each) },
              { term: t({ zh: '日期', en: 'Day' }), value: formatDate(plan.day, visit.lang) },
              { term: t({ zh: '预算（元）', en: 'Budget (yuan)' }), value: formatYuan(plan.budgetFen) },
              {
                term: t({ zh: '支出（元）', en: 'Spent (yuan)' }),
                value: each.paidFen === undefined ? undefined : formatYuan(Fen.parse(each.paidFen)),
              },
              {
                term: t({ zh: '覆盖', en: 'Coverage' }),
                value:
                  proof &&
                  (proof.unresolved === 0
                    ? tag(t({ zh: '无遗漏', en: 'Nobody left out' }), 'ok')
                    : tag(t({ zh: `${proof.unresolved} 人未落实`, en: `${proof.unresolved} unresolved` }), 'bad')),
              },
            ]),
          )}
          ${await peopleCard(visit, each)}
        </div>
      </div>`,
  });
});

const partsNow = async ({ host }: Visit, each: Case, whole: string): Promise<Task[]> => {
  const round = each.rounds[whole];
  return round ? partsOf(host, await getTask(host.table, each.id, TaskId.parse(`${whole}.${round.n}`))) : [];
};

const rostersCard = async (visit: Visit, each: Case): Promise<Content> => {
  const { host, t } = visit;
  const parts = await partsNow(visit, each, 'rosters');
  if (parts.length === 0) return undefined;
  const rows = await Promise.all(
    parts.map(async ({ unit, status, outcome }) => {
      const standing = await standingOf(host.table, { scope: each.id, unit });
      const words =
        status !== 'decided'
          ? tag(t({ zh: '未上报', en: 'Not yet' }), 'wait')
          : tag(outcome === 'none' ? t({ zh: '没有人员', en: 'Nobody' }) : t({ zh: '已上报', en: 'Sent' }), 'ok');
      return [(await organisation(host.table).unit(unit)).name, words, standing?.rows ?? 0];
    }),
  );
  return card(
    t({ zh: '名单上报', en: 'Rosters' }),
    table(
      '',
      [
        { name: t({ zh: '工会', en: 'Union' }) },
        { name: t({ zh: '状态', en: 'State' }) },
        { name: t({ zh: '人数', en: 'People' }), num: true },
      ],
      rows,
      '',
    ),
  );
};

const openOn = async ({ host }: Visit, each: Case, list: DayList): Promise<number> => {
  let open = 0;
  for await (const { recipient } of onList(host.table, peopleOf(each), list))
    if (recipient.status === 'listed') open += 1;
  return open;
};

const listsCard = async (visit: Visit, each: Case): Promise<Content> => {
  const { host, t } = visit;
  const lists = await dayLists(host.table, each.id);
  if (lists.length === 0) return undefined;
  const people = await organisation(host.table).people();
  const rows = await Promise.all(
    lists.map(async (list) => [
      people.find(({ id }) => id === list.leader)?.name ?? list.leader,
      list.people,
      await openOn(visit, each, list),
    ]),
  );
  return card(
    t({ zh: '走访小组', en: 'Teams' }),
    table(
      '',
      [
        { name: t({ zh: '组长', en: 'Leader' }) },
        { name: t({ zh: '人数', en: 'People' }), num: true },
        { name: t({ zh: '未走访', en: 'To visit' }), num: true },
      ],
      rows,
      '',
    ),
  );
};

const peopleCard = async ({ host, t }: Visit, each: Case): Promise<Content> => {
  const counts = new Map<Status, number>();
  for await (const { status } of allRecipients(host.table, peopleOf(each)))
    counts.set(status, (counts.get(status) ?? 0) + 1);
  if (counts.size === 0) return undefined;
  const list = [...counts].map(([status, count]) => ({ term: t(STATUS[status].words), value: `${count}` }));
  return card(t({ zh: '慰问对象', en: 'Recipients' }), facts(list));
};
