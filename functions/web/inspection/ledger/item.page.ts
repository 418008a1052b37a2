import { describeItem, getItem } from '#functions/selfInspection/rectifying';
import { NoSuchPage } from '#functions/web/refusals';
import type { PageResponse } from '#functions/web/respond';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { typedFrom } from '#shared/forms/typed';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { go, row } from '#shared/html/show';
import type { Evidence, Item } from '#shared/register/item';
import { type CivilDate, civilDate } from '#shared/time/civil';
import { evidenceCard, paper, placesIn, taken } from '../evidence.ts';
import { forTask, framed, type Visit } from '../visit.ts';
import { fields, Values } from './itemForm.ts';

const MOST = 6;
const SIDES = ['before', 'after'] as const;
type Side = (typeof SIDES)[number];

const prefixOf = ({ access }: Visit, { no }: Pick<Item, 'no'>, side: Side) =>
  `inspections/${access.each.id}/${no}/${side}`;

const itemIn = ({ host, access, request }: Visit): Promise<Item> =>
  getItem(host, access.each.id, request.params['no'] ?? '');

const page = async (
  visit: Visit,
  item: Item,
  typed: URLSearchParams,
  errors: readonly FieldError[] = [],
): Promise<PageResponse> => {
  const { request, t } = visit;
  const { lang } = request;
  const path = `/items/${item.no}` as const;
  const titles = {
    before: t({ zh: '整改前的佐证', en: 'How it was' }),
    after: t({ zh: '整改后的佐证', en: 'How it is now' }),
  };
  const cards = await Promise.all(
    SIDES.map((side) =>
      evidenceCard(visit, { title: titles[side], prefix: prefixOf(visit, item, side), max: MOST, path, side }),
    ),
  );
  return framed(visit, {
    title: item.no,
    wrong: errors.length > 0,
    formAction: cards.find(({ action }) => action !== undefined)?.action,
    body: html`${errorSummary(errors, lang)}
      <h1>${item.no}</h1>
      <p>${item.check}　${item.problem}</p>
      ${cards.map(({ body }) => body)}
      <form method="post" novalidate>
        ${renderFields(fields, { lang, typed, errors })}${row(go(t({ zh: '保存', en: 'Save' })))}
      </form>`,
  });
};

const TASKS = ['rectification'];

export const showItem = forTask(TASKS, async (visit) => {
  const item = await itemIn(visit);
  const { cause, measure, owner, progress } = item;
  const on = (list: readonly Evidence[]) => list[0]?.effective;
  const answers = { cause, measure, owner, progress, beforeOn: on(item.before), afterOn: on(item.after) };
  return page(visit, item, typedFrom(fields, answers));
});

export const saveItem = forTask(TASKS, async (visit) => {
  const { request, host, access, by, goTo, t } = visit;
  const item = await itemIn(visit);
  const remove = request.form.get('remove');
  if (remove !== null) {
    const [side, nth] = remove.split('/');
    const place = SIDES.find((one) => one === side);
    if (!place || !/^[1-6]$/.test(nth ?? '')) throw new NoSuchPage('No such file');
    await host.files.remove(`${prefixOf(visit, item, place)}/${nth}`);
    return goTo(`/items/${item.no}`);
  }
  const parsed = parseFields(fields, request.form, request.lang, { today: civilDate(host.clock.now()) });
  if (!parsed.ok) return page(visit, item, parsed.typed, parsed.errors);
  const values = Values.parse(parsed.values);
  const papers = async (side: Side, effective: CivilDate | undefined): Promise<Evidence[]> =>
    effective === undefined
      ? []
      : taken(await placesIn(host, prefixOf(visit, item, side), MOST)).map(({ key, file }) => ({
          file: key,
          name: file.name,
          effective,
        }));
  const [before, after] = [await papers('before', values.beforeOn), await papers('after', values.afterOn)];
  if (values.afterOn !== undefined && after.length === 0) {
    const message = t({ zh: '请先上传整改后的佐证', en: 'Upload a paper that shows how it is now' });
    return page(visit, item, parsed.typed, [{ field: 'afterOn', message }]);
  }
  const { cause, measure, owner, progress } = values;
  await host.files.keep([...before, ...after].map(({ file }) => file));
  await describeItem(host, access.each.id, item.no, { cause, measure, owner, progress, before, after }, by);
  return goTo('');
});

/** GET …/items/{no}/{side}/{nth}: for the unit, and for whoever verifies it. */
export const openPaper = forTask(['rectification', 'verification'], async (visit) => {
  const item = await itemIn(visit);
  const { side, nth = '' } = visit.request.params;
  const place = SIDES.find((one) => one === side);
  if (!place || !/^[1-6]$/.test(nth)) throw new NoSuchPage('No such file');
  return paper(visit.host, `${prefixOf(visit, item, place)}/${nth}`);
});
