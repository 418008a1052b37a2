import type { PageResponse } from '#functions/web/respond';
import { dataKeyOf } from '#shared/cases/forms';
import { countList, type DayList, type Listed, type Mark, onList } from '#shared/coverage/lists';
import { peopleOf } from '#shared/coverage/recipients';
import type { Status } from '#shared/coverage/status';
import { renderFields } from '#shared/forms/render';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { type Html, html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { card, go, row, tag, type Tone } from '#shared/html/show';
import { unsealed } from '#shared/rosters/rows';
import type { Text } from '#shared/text';
import { receiptForm } from '#workflows/festivalCondolence/receiptForm';
import { inTask, type PartVisit } from './part.ts';
import { photoCard, setOf } from './photos.ts';
import { photosOf } from '#shared/coverage/photos';

const PER_PAGE = 60;

export const STATUS: Readonly<Record<Status, { words: Text; tone: Tone }>> = {
  listed: { words: { zh: '未走访', en: 'To visit' }, tone: 'wait' },
  absent: { words: { zh: '不在', en: 'Absent' }, tone: 'wait' },
  delivered: { words: { zh: '已签领', en: 'Signed for' }, tone: 'ok' },
  refused: { words: { zh: '谢绝', en: 'Declined' }, tone: 'rest' },
  deceased: { words: { zh: '已去世', en: 'Deceased' }, tone: 'rest' },
  moved: { words: { zh: '已迁走', en: 'Moved' }, tone: 'rest' },
  excluded: { words: { zh: '不列入', en: 'Excluded' }, tone: 'rest' },
};

export type ListPage = {
  readonly shown: readonly Listed[];
  /** Where it begins, as an address says it, and where the next page does. */
  readonly from: string;
  readonly next: string | undefined;
  /** Of the whole list: still to be visited for the first time, or again. */
  readonly open: number;
  readonly absent: number;
};

const asText = (mark: Mark): string => `${mark.nth}.${mark.row}`;
export const markOf = (from: string | null): Mark => {
  const [nth = 0, nthRow = 0] = (from ?? '').split('.').map((part) => Math.max(0, Number(part) || 0));
  return { nth, row: nthRow };
};

/** A stretch of the list: a team's day is some dozens of people, a bigger one is read on. */
export const pageOf = async ({ host, request, access }: PartVisit, list: DayList): Promise<ListPage> => {
  const from = markOf(request.form.get('from') ?? request.query.get('from'));
  const of = peopleOf(access.each);
  const shown: Listed[] = [];
  let next: string | undefined;
  for await (const listed of onList(host.table, of, list, { start: from, page: PER_PAGE + 1 })) {
    if (shown.length === PER_PAGE) next = asText(listed.mark);
    if (next !== undefined) break;
    shown.push(listed);
  }
  const { listed = 0, absent = 0 } = await countList(host.table, of, list);
  return { shown, from: asText(from), next, open: listed, absent };
};

export const listPage = async (
  visit: PartVisit,
  list: DayList,
  { shown, from, next, open, absent }: ListPage,
  errors: readonly FieldError[],
): Promise<PageResponse> => {
  const { host, access, request, t, at, lang } = visit;
  const key = await dataKeyOf(host, access.each);
  const nameOf = ({ unit, row: roster }: Listed) =>
    String(unsealed(key, { scope: access.each.id, unit }, list.imports[unit] ?? '', roster)['name'] ?? '');
  const set = setOf(visit);
  const photos = await photoCard(visit, set, from);
  const groups = Map.groupBy(shown, ({ recipient }) => recipient.group ?? '');
  const ticked = new Set(request.form.getAll('person'));
  const line = (listed: Listed): Html => {
    const { person, status } = listed.recipient;
    const { words, tone } = STATUS[status];
    const still = status === 'listed' || status === 'absent';
    const name = html`${nameOf(listed)} ${tag(t(words), tone)}`;
    return still
      ? html`<label class="choice"
          ><input type="checkbox" name="person" value="${person}" ${ticked.has(person) && 'checked'} />
          <div>${name}</div></label
        >`
      : html`<p class="row">${name}${photosOf(listed.recipient.receipt).map((_, i) => photoLink(listed, i + 1))}</p>`;
  };
  const photoLink = ({ mark }: Listed, nth: number): Html =>
    html`<a href="${at(`/visits/photo?${new URLSearchParams({ at: asText(mark), nth: String(nth) }).toString()}`)}"
      >${t({ zh: `照片 ${nth}`, en: `Photo ${nth}` })}</a
    >`;
  return inTask(visit, {
    wrong: errors.length > 0,
    formAction: photos.action,
    body: html`${errorSummary(errors, lang)}
      <p id="people" tabindex="-1">
        ${t({ zh: `共 ${list.people} 人，还有 ${open} 人未走访。`, en: `${list.people} people, ${open} still to visit.` })}
      </p>
      ${open + absent > 0 && photos.body}
      <form method="post" action="${at('/visits')}" novalidate>
        ${hidden('from', from)}${hidden('set', set)}
        ${[...groups].map(
          ([group, people]) =>
            html`<fieldset class="group">
              <legend>
                ${group || t({ zh: '名单', en: 'List' })}${lang === 'zh' ? `（${people.length} 人）` : ` (${people.length})`}
              </legend>
              ${people.map(line)}
            </fieldset>`,
        )}
        ${
          open + absent > 0 &&
          html`<h2>${t({ zh: '勾选的人', en: 'For those ticked' })}</h2>
            ${renderFields(shownFields(request.form), { lang, typed: request.form, errors })}
            ${row(go(t({ zh: '登记', en: 'Record' })))}`
        }
      </form>
      ${next !== undefined && html`<p><a href="${at(`/visits?from=${next}`)}">${t({ zh: '后面的人', en: 'Next' })}</a></p>`}
      ${
        open === 0 &&
        card(
          t({ zh: '全部登记完了', en: 'Everybody is recorded' }),
          html`<p>
              ${t({ zh: '交回后不能再改；不在的人会安排补访。', en: 'Once handed back it cannot be changed; those absent are visited again.' })}
            </p>
            <form method="post" action="${at('/visits')}">
              ${hidden('action', 'back')}${row(go(t({ zh: '交回名单', en: 'Hand the list back' })))}
            </form>`,
        )
      }
      <p class="quiet noprint">
        ${t({ zh: '打开这个页面不会改变任何事，按下按钮才会。', en: 'Opening this page changes nothing; pressing a button does.' })}
      </p>`,
  });

  /** First only what happened, with a witness; the questions that an answer brings come when it has been given. */
  function shownFields(typed: URLSearchParams) {
    const outcome = typed.get('outcome') ?? undefined;
    return receiptForm.filter(
      ({ name, ...field }) => name === 'outcome' || name === 'witness' || ('when' in field && field.when({ outcome })),
    );
  }
};
