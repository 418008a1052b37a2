import type { Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { volumesOf } from '#functions/festivalCondolence/packet';
import { countList, dayLists } from '#shared/coverage/lists';
import { proofOf } from '#shared/coverage/proof';
import { peopleOf } from '#shared/coverage/recipients';
import { Status } from '#shared/coverage/status';
import { countSheets } from '#shared/coverage/walk';
import { countsNow } from '#shared/events/lanes';
import { type Content, html } from '#shared/html/html';
import { card, facts, plain, table, tag } from '#shared/html/show';
import { hidden } from '#shared/html/inputs';
import { TaskId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { standingOf } from '#shared/rosters/imports';
import { partsOf } from '#shared/tasks/parts';
import { getTask, type Task } from '#shared/tasks/task';
import { packedOf } from './packed.ts';
import { STATUS } from './visitsList.ts';

/** What one card lists; a large campaign has a thousand unions. */
const MOST_ROWS = 60;

/** The cards of a campaign: rosters in, teams out, who was served, the packet. */
const partsNow = async ({ host }: Visit, each: Case, whole: string): Promise<Task[]> => {
  const round = each.rounds[whole];
  return round ? partsOf(host, await getTask(host.table, each.id, TaskId.parse(`${whole}.${round.n}`))) : [];
};

export const rostersCard = async (visit: Visit, each: Case): Promise<Content> => {
  const { host, t } = visit;
  const parts = await partsNow(visit, each, 'rosters');
  if (parts.length === 0) return undefined;
  const shown = parts.length <= MOST_ROWS ? parts : parts.filter(({ status }) => status !== 'decided');
  const rows = await Promise.all(
    shown.slice(0, MOST_ROWS).map(async ({ unit, status, outcome }) => {
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
      parts.length <= MOST_ROWS
        ? ''
        : t({
            zh: `共 ${parts.length} 个工会，${shown.length} 个尚未上报，列出前 ${rows.length} 个`,
            en: `${parts.length} unions, ${shown.length} of them silent: the first ${rows.length}`,
          }),
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

export const listsCard = async (visit: Visit, each: Case): Promise<Content> => {
  const { host, t } = visit;
  const lists = await dayLists(host.table, each.id);
  if (lists.length === 0) return undefined;
  const people = await organisation(host.table).people();
  const rows = await Promise.all(
    lists
      .slice(0, MOST_ROWS)
      .map(async (list) => [
        people.find(({ id }) => id === list.leader)?.name ?? list.leader,
        list.people,
        (await countList(host.table, peopleOf(each), list))['listed'] ?? 0,
      ]),
  );
  return card(
    t({ zh: '走访小组', en: 'Teams' }),
    table(
      lists.length <= MOST_ROWS
        ? ''
        : t({
            zh: `共 ${lists.length} 份名单，列出前 ${rows.length} 份`,
            en: `${lists.length} lists: the first ${rows.length}`,
          }),
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
  const of = peopleOf(each);
  const counts = of.sheets ? await countsNow(host.table, each.id) : await countSheets(host.table, of);
  const some = Status.options.filter((status) => (counts[status] ?? 0) > 0);
  if (some.length === 0) return undefined;
  const list = some.map((status) => ({ term: t(STATUS[status].words), value: `${counts[status]}` }));
  return card(t({ zh: '慰问对象', en: 'Recipients' }), facts(list));
};

/** The close-out packet, once the campaign is closed; of a large one in volumes. */
export const packetCard = async ({ host, t, to }: Visit, each: Case): Promise<Content> => {
  const { id, closedAt, facts: known } = each;
  if (closedAt === undefined) return undefined;
  const volumes = volumesOf(await proofOf(host.table, id));
  const made = new Map(typeof known['packet'] === 'string' ? [[0, known['packet']]] : []);
  for (const [volume, manifest] of await packedOf(host.table, id)) made.set(volume, manifest);
  const path = to(`/admin/campaigns/${id}/packet`);
  const one = (volume: number): Content => {
    const manifest = made.get(volume);
    const name =
      volumes === 1
        ? ''
        : t({ zh: `第 ${volume + 1} 卷（共 ${volumes} 卷）`, en: `Volume ${volume + 1} of ${volumes}` });
    return html`${
        manifest !== undefined &&
        html`<p>
            <a href="${volume === 0 ? path : `${path}?volume=${volume}`}"
              >${t({ zh: '下载归档包', en: 'Download it' })} ${name}</a
            >
          </p>
          <p class="small quiet">${t({ zh: '清单', en: 'Manifest' })} SHA-256 ${manifest}</p>`
      }
      <form method="post" action="${path}">
        ${hidden('volume', String(volume))}${plain(`${t({ zh: '制作归档包', en: 'Make the packet' })} ${name}`.trim())}
      </form>`;
  };
  return card(
    t({ zh: '归档包', en: 'Close-out packet' }),
    Array.from({ length: volumes }, (_, volume) => one(volume)),
  );
};
