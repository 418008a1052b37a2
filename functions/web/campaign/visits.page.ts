import type { Page } from '#functions/page';
import { actorOf } from '#functions/web/approver/access';
import { receipt as decided } from '#functions/web/approver/receipt';
import { redirect } from '#functions/web/respond';
import { dataKeyOf } from '#shared/cases/forms';
import { dayList } from '#shared/coverage/lists';
import { listResult, recordVisits as record } from '#shared/coverage/receipts';
import { peopleOf } from '#shared/coverage/recipients';
import { NotFound } from '#shared/faults';
import { parseFields } from '#shared/forms/parse';
import type { FieldError } from '#shared/html/errors';
import { sealedIn } from '#shared/pipeline';
import { decideTask } from '#shared/tasks/decide';
import { receiptForm } from '#workflows/festivalCondolence/receiptForm';
import { forTask, type PartVisit } from './part.ts';
import { photosIn, removePhoto, setOf } from './photos.ts';
import { visitedFrom } from './visited.ts';
import { listPage, pageOf } from './visitsList.ts';

export const listOf = async ({ host, access: { each, task } }: PartVisit) => {
  const list = await dayList(host.table, each.id, task.subject ?? '');
  if (!list) throw new NotFound('No such list');
  return list;
};

/** GET …/visits: the day's list on a phone, by enterprise, those still to be visited first. */
export const showVisits: Page = forTask('visit', (visit) => again(visit, []));

const again = async (visit: PartVisit, errors: readonly FieldError[]) => {
  const list = await listOf(visit);
  return listPage(visit, list, await pageOf(visit, list), errors);
};

/** POST …/visits: records what happened for the people ticked, or hands the list back. */
export const recordVisits: Page = forTask('visit', async (visit) => {
  const { request, host, access, t, lang } = visit;
  if (request.form.get('action') === 'back') return handBack(visit);
  const set = setOf(visit);
  const from = request.form.get('from') ?? '';
  if (request.form.has('remove')) {
    await removePhoto(visit, set, request.form.get('remove') ?? '');
    return redirect(host.site, `${access.base}/visits?${new URLSearchParams({ from, set }).toString()}`);
  }
  const people = request.form.getAll('person');
  const photos = await photosIn(visit, set);
  const parsed = parseFields(receiptForm, request.form, lang);
  const errors: FieldError[] = parsed.ok ? [] : [...parsed.errors];
  if (people.length === 0)
    errors.unshift({ field: 'people', message: t({ zh: '请先勾选人员', en: 'Tick the people first' }) });
  if (parsed.ok && parsed.values.outcome === 'photo' && photos.length === 0)
    errors.push({ field: 'outcome', message: t({ zh: '请先上传领取人的照片', en: 'Upload the photo first' }) });
  if (!parsed.ok || errors.length > 0) return again(visit, errors);
  const ticked = new Set(people);
  const { shown } = await pageOf(visit, await listOf(visit));
  const mine = shown.flatMap(({ recipient }) => (ticked.has(recipient.person) ? [recipient] : []));
  const visited = visitedFrom(parsed.values, access.person, photos);
  if (visited.receipt) await host.files.keep(photos.map(({ key }) => key));
  await record(host, peopleOf(access.each), await dataKeyOf(host, access.each), mine, visited, actorOf(access));
  return redirect(host.site, `${access.base}/visits?${new URLSearchParams({ from }).toString()}`);
});

/** Everybody on it has been seen to, or was absent: those are visited again. */
const handBack = async (visit: PartVisit) => {
  const { host, access, request, t } = visit;
  const list = await listOf(visit);
  const { counts, sha256 } = await listResult(host.table, peopleOf(access.each), list);
  if ((counts['listed'] ?? 0) > 0) {
    const message = t({
      zh: `还有 ${counts['listed']} 人没有登记`,
      en: `${counts['listed']} people have not been recorded`,
    });
    return again(visit, [{ field: 'people', message }]);
  }
  await decideTask(host, {
    caseId: access.each.id,
    task: access.task.id,
    definition: access.definition,
    by: actorOf(access),
    outcome: 'back',
    values: { ...counts, sha256 },
    sensitive: sealedIn(access.pipeline),
  });
  return decided(request, host, access);
};
