import type { PageResponse } from '#functions/web/respond';
import { renderFields } from '#shared/forms/render';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { card, go, next, plain, row } from '#shared/html/show';
import { formatYuan } from '#shared/money';
import { entriesTable, moneyTable } from '../moneyCards.ts';
import { type Story, storyOf } from '../story.ts';
import { framed, type Visit } from '../visit.ts';
import { recoverFields, waiveFields } from './moneyForms.ts';

/** What could not be booked, kept as it was typed. */
export type Wrong = {
  readonly which: 'recover' | 'waive';
  readonly typed: URLSearchParams;
  readonly errors: readonly FieldError[];
};

/** GET …/inspection while money is outstanding: the ledger, and a form for each thing that can be booked. */
export const moneyHome = async (visit: Visit, wrong?: Wrong): Promise<PageResponse> => {
  const { host, access, request, t, to } = visit;
  const { lang } = request;
  const story = await storyOf(host, access.each);
  const title = t({ zh: '追缴台账', en: 'Recovery ledger' });
  const rendering = (which: Wrong['which']) =>
    wrong?.which === which ? { lang, typed: wrong.typed, errors: wrong.errors } : { lang };
  return framed(visit, {
    title,
    top: true,
    wrong: wrong !== undefined,
    body: html`${errorSummary(wrong?.errors ?? [], lang)}
      <h1>${access.each.title}　${title}</h1>
      ${next(
        t({
          zh: '收到一笔登记一笔。全部结清后自动转入验收。登记错了的不能改，用冲销更正。',
          en: 'Book each payment by its receipt. When nothing is outstanding, verification follows. Mistakes are reversed, never changed.',
        }),
      )}
      ${moneyTable(story, lang)} ${entriesTable(story, lang)}
      <p>
        <a href="${to('/notices')}">${t({ zh: '登记清退通知送达', en: 'Note that a notice was served' })}</a>
      </p>
      ${card(
        t({ zh: '登记清退款', en: 'Book a payment' }),
        html`<form method="post" action="${to('/recover')}" novalidate>
          ${renderFields(recoverFields(story), rendering('recover'))}${row(go(t({ zh: '登记', en: 'Book' })))}
        </form>`,
      )}
      <details${wrong?.which === 'waive' && html` open`}>
        <summary>${t({ zh: '登记减免（本人去世等，凭会议纪要）', en: 'A meeting has waived it' })}</summary>
        <form method="post" action="${to('/waive')}" novalidate>
          ${renderFields(waiveFields(story), rendering('waive'))}${plain(t({ zh: '登记减免', en: 'Book the waiver' }))}
        </form>
      </details>
      ${reversals(visit, story)}`,
  });
};

/** Entries that can still be taken back: not reversals, not what was reversed already. */
const reversals = ({ t, to }: Visit, { entries }: Story) => {
  const taken = new Set(entries.flatMap(({ item, of }) => (of === undefined ? [] : [`${item}/${of}`])));
  const open = entries.filter(
    ({ kind, item, n }) => (kind === 'recover' || kind === 'waive') && !taken.has(`${item}/${n}`),
  );
  return (
    open.length > 0 &&
    html`<details>
      <summary>${t({ zh: '登记错了？冲销', en: 'Booked wrongly? Reverse it' })}</summary>
      ${open.map(
        ({ item, n, fen }) =>
          html`<form method="post" action="${to('/reverse')}">
            ${hidden('item', item)}${hidden('n', String(n))}
            ${plain(t({ zh: `冲销 ${item}/${n}，${formatYuan(fen)} 元`, en: `Reverse ${item}/${n}, ${formatYuan(fen)} yuan` }))}
          </form>`,
      )}
    </details>`
  );
};
