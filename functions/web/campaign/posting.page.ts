import type { Page } from '#functions/page';
import { planOf, rulesFor } from '#functions/festivalCondolence/campaign';
import { rostersOf, sourceName } from '#functions/festivalCondolence/sources';
import { dataKeyOf } from '#shared/cases/forms';
import { peopleOf } from '#shared/coverage/recipients';
import { onRoster } from '#shared/coverage/walk';
import { html } from '#shared/html/html';
import { back, facts, table } from '#shared/html/show';
import { formatYuan } from '#shared/money';
import { maskName } from '#shared/people/mask';
import { unsealed } from '#shared/rosters/rows';
import { forTask, inTask, type PartVisit } from './part.ts';

/** A sheet of paper on a board: more than this is posted union by union, from their own rosters. */
const MOST_SHOWN = 1_000;

/** Masked name, and the union that named them. Nothing of a child's guardian, address, number or account. */
const maskedPeople = async ({ host, access: { each } }: PartVisit): Promise<[name: string, union: string][]> => {
  const key = await dataKeyOf(host, each);
  const people: [string, string][] = [];
  for (const { id: unit, place, import: id, lastRow } of await rostersOf(host, each)) {
    const name = await sourceName(host, unit);
    const rows = { unit, import: id, from: 1, to: lastRow };
    for await (const { row, recipient } of onRoster(host.table, peopleOf(each), rows)) {
      if (recipient?.status !== 'listed') continue;
      people.push([maskName(String(unsealed(key, place, id, row)['name'] ?? '')), name]);
      if (people.length === MOST_SHOWN) return people;
    }
  }
  return people;
};

/** GET …/posting: the list that hangs inside, to be printed; for whoever puts it up, and on no public page. */
export const showPosting: Page = forTask('internalPosting', async (visit) => {
  const { host, access, t, at, lang } = visit;
  const { each } = access;
  const { standardFen } = planOf(each);
  const { values } = await rulesFor(host, each);
  const people = await maskedPeople(visit);
  const about = await host.site.about();
  const days = values.days['notice'] ?? 5;
  return inTask(visit, {
    body: html`${back(at(), t({ zh: '返回登记', en: 'Back' }))}
      <p class="noprint">
        ${t({ zh: '请用浏览器的打印功能打印本页，张贴在当事人看得到的地方；不要发到网上或群里。', en: 'Print this page and put it up where those concerned can see it. Do not publish it.' })}
      </p>
      ${facts([
        { term: t({ zh: '每人', en: 'Each' }), value: `${formatYuan(standardFen)} ${t({ zh: '元', en: 'yuan' })}` },
        {
          term: t({ zh: '公示期', en: 'Notice' }),
          value: t({
            zh: `自张贴次日起满 ${days} 个工作日`,
            en: `${days} full working days from the day after it is put up`,
          }),
        },
        { term: t({ zh: '联系电话', en: 'Contact' }), value: about.phone },
        { term: t({ zh: '监督电话', en: 'Supervision' }), value: about.supervisionPhone },
      ])}
      ${table(
        lang === 'zh' ? `共 ${people.length} 人` : `${people.length} people`,
        [
          { name: t({ zh: '序号', en: 'No.' }), num: true },
          { name: t({ zh: '姓名', en: 'Name' }) },
          { name: t({ zh: '上报工会', en: 'Union' }) },
        ],
        people.map(([name, union], i) => [i + 1, name, union]),
        t({ zh: '名单上没有人', en: 'Nobody is listed' }),
      )}
      <p>
        ${t({ zh: '对名单有异议的，请在公示期内反映，可以不留姓名。', en: 'Whoever objects may say so during the notice, without giving a name.' })}
      </p>`,
  });
});
