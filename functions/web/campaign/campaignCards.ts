import { peopleOf } from '#functions/festivalCondolence/campaign';
import type { Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { type DayList, dayLists, onList } from '#shared/coverage/lists';
import { allRecipients, type Status } from '#shared/coverage/recipients';
import { type Content, html } from '#shared/html/html';
import { card, facts, plain, table, tag } from '#shared/html/show';
import { TaskId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { standingOf } from '#shared/rosters/imports';
import { partsOf } from '#shared/tasks/parts';
import { getTask, type Task } from '#shared/tasks/task';
import { STATUS } from './visitsList.ts';

/** The cards of a campaign: rosters in, teams out, who was served, the packet. */
const partsNow = async ({ host }: Visit, each: Case, whole: string): Promise<Task[]> => {
  const round = each.rounds[whole];
  return round ? partsOf(host, await getTask(host.table, each.id, TaskId.parse(`${whole}.${round.n}`))) : [];
};

export const rostersCard = async (visit: Visit, each: Case): Promise<Content> => {
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

export const listsCard = async (visit: Visit, each: Case): Promise<Content> => {
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

export const peopleCard = async ({ host, t }: Visit, each: Case): Promise<Content> => {
  const counts = new Map<Status, number>();
  for await (const { status } of allRecipients(host.table, peopleOf(each)))
    counts.set(status, (counts.get(status) ?? 0) + 1);
  if (counts.size === 0) return undefined;
  const list = [...counts].map(([status, count]) => ({ term: t(STATUS[status].words), value: `${count}` }));
  return card(t({ zh: '慰问对象', en: 'Recipients' }), facts(list));
};

/** The close-out packet, once the campaign is closed. */
export const packetCard = ({ t, to }: Visit, { id, closedAt, facts: { packet } }: Case): Content => {
  if (closedAt === undefined) return undefined;
  const path = to(`/admin/campaigns/${id}/packet`);
  return card(
    t({ zh: '归档包', en: 'Close-out packet' }),
    html`${
        typeof packet === 'string' &&
        html`<p><a href="${path}">${t({ zh: '下载归档包', en: 'Download it' })}</a></p>
          <p class="small quiet">${t({ zh: '清单', en: 'Manifest' })} SHA-256 ${packet}</p>`
      }
      <form method="post" action="${path}">${plain(t({ zh: '制作归档包', en: 'Make the packet' }))}</form>`,
  );
};
