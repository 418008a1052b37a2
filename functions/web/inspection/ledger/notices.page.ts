import * as z from 'zod/mini';
import type { PageResponse } from '#functions/web/respond';
import { changeCase } from '#shared/cases/change';
import type { Field } from '#shared/forms/fields';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { go, next, row, table } from '#shared/html/show';
import { accountsOf } from '#shared/recovery/ledger';
import { Served, servedOn, servedWrite } from '#shared/recovery/notices';
import { civilDate, formatDate } from '#shared/time/civil';
import { forTask, framed, type Visit } from '../visit.ts';

/** 清退通知: on whom it was served, and when. The unit serves it, and finance may note it as well. */
const TASKS = ['rectification', 'recovery', 'instalments'];
const TO = [
  { value: 'person', label: { zh: '本人', en: 'The person' } },
  { value: 'employer', label: { zh: '现单位（已调离、退休的）', en: 'Their present employer, where they have left' } },
] as const;

const fieldsOf = (items: readonly string[]): Field[] => [
  {
    kind: 'choice',
    name: 'item',
    label: { zh: '哪一项', en: 'Which item' },
    options: items.map((item) => ({ value: item, label: { zh: item, en: item } })),
    pii: 'P1',
  },
  { kind: 'choice', name: 'to', label: { zh: '送达给', en: 'Served on' }, options: TO, pii: 'P1' },
  {
    kind: 'text',
    name: 'payer',
    label: { zh: '清退人代号', en: 'Code of who pays back' },
    hint: { zh: '不写姓名，写通知书上的序号，例如 03', en: 'No names: the number on the paper, like 03' },
    max: 20,
    width: 'short',
    pii: 'P1',
  },
  { kind: 'date', name: 'on', label: { zh: '送达日期', en: 'Date' }, to: 'today', pii: 'P1' },
  {
    kind: 'text',
    name: 'how',
    label: { zh: '送达方式', en: 'How' },
    hint: { zh: '例如：当面、挂号信', en: 'By hand, by registered post' },
    max: 40,
    pii: 'P1',
  },
];
const Values = z.omit(Served, { n: true });

const itemsIn = async ({ host, access }: Visit): Promise<string[]> =>
  (await accountsOf(host.table, access.each.id)).map(({ item }) => item);

const page = async (
  visit: Visit,
  typed = new URLSearchParams(),
  errors: readonly FieldError[] = [],
): Promise<PageResponse> => {
  const { host, access, request, t } = visit;
  const { lang } = request;
  const served = await servedOn(host.table, access.each.id);
  const title = t({ zh: '清退通知送达', en: 'Notices to pay back' });
  return framed(visit, {
    title,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${title}</h1>
      ${next(
        t({
          zh: '通知送达本人；已调离、退休的，同时送达其现单位。',
          en: 'It is served on each person and, where they have left, on their present employer too.',
        }),
      )}
      ${table(
        t({ zh: '已送达', en: 'Served' }),
        [
          { name: t({ zh: '编号', en: 'Item' }) },
          { name: t({ zh: '代号', en: 'Code' }) },
          { name: t({ zh: '送达给', en: 'On' }) },
          { name: t({ zh: '日期', en: 'Date' }) },
          { name: t({ zh: '方式', en: 'How' }) },
        ],
        served.map(({ item, payer, to, on, how }) => [
          item,
          payer,
          t(TO.find(({ value }) => value === to)?.label ?? TO[0].label),
          formatDate(on, lang),
          how,
        ]),
        t({ zh: '还没有登记', en: 'None yet' }),
      )}
      <form method="post" novalidate>
        ${renderFields(fieldsOf(await itemsIn(visit)), { lang, typed, errors })}${row(go(t({ zh: '登记送达', en: 'Note it' })))}
      </form>`,
  });
};

export const showNotices = forTask(TASKS, (visit) => page(visit));

export const noteServed = forTask(TASKS, async (visit) => {
  const { request, host, access, by, goTo } = visit;
  const fields: readonly Field[] = fieldsOf(await itemsIn(visit));
  const parsed = parseFields(fields, request.form, request.lang, { today: civilDate(host.clock.now()) });
  if (!parsed.ok) return page(visit, parsed.typed, parsed.errors);
  const values = Values.parse(parsed.values);
  await changeCase(host, access.each.id, async () => {
    const before = await servedOn(host.table, access.each.id);
    const same = before.some(
      ({ item, to, payer, on }) =>
        item === values.item && to === values.to && payer === values.payer && on === values.on,
    );
    if (same) return undefined; // the button was pressed twice
    const n = before.length + 1;
    return {
      event: { type: 'noticeServed', by, data: { n, ...values } },
      also: [servedWrite(access.each.id, { n, ...values })],
    };
  });
  return goTo('/notices');
});
