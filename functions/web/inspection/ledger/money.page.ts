import { bookMove, settleIfPaid } from '#functions/selfInspection/recovering';
import { receipt } from '#functions/web/approver/receipt';
import type { PageResponse } from '#functions/web/respond';
import type { Field } from '#shared/forms/fields';
import { parseFields } from '#shared/forms/parse';
import { parseYuan } from '#shared/money';
import { CannotReverse, OverRecovery, PaperBooked } from '#shared/recovery/account';
import { entriesOf } from '#shared/recovery/ledger';
import { openTaskOf } from '#shared/tasks/decide';
import { civilDate } from '#shared/time/civil';
import { storyOf } from '../story.ts';
import { forTask, type Visit } from '../visit.ts';
import { Recover, recoverFields, Waive, waiveFields } from './moneyForms.ts';
import { moneyHome, type Wrong } from './moneyHome.ts';

const TASKS = ['recovery', 'instalments'];

/** After a booking: the receipt where the task has been answered by it, else the ledger again. */
const afterwards = async (visit: Visit): Promise<PageResponse> => {
  const { request, host, access, by, goTo } = visit;
  await settleIfPaid(host, access.each.id, by);
  const open = await openTaskOf(host, access.each.id);
  return open?.id === access.task.id ? goTo('') : receipt(request, host, access);
};

/** Whether this very entry stands already: somebody has pressed the button twice, or sent it again. */
const isBooked = async ({ request, host, access }: Visit): Promise<boolean> => {
  const said = (name: string) => request.form.get(name)?.trim();
  const typed = parseYuan(said('fen') ?? '');
  return (await entriesOf(host.table, access.each.id)).some(
    ({ item, fen, receiptNo, minutesNo }) =>
      item === said('item') &&
      typed.ok &&
      fen === typed.fen &&
      (receiptNo ?? minutesNo) === (said('receiptNo') ?? said('minutesNo')),
  );
};

const repeated = async (visit: Visit, which: Wrong['which'], typed: URLSearchParams): Promise<PageResponse> => {
  if (await isBooked(visit)) return afterwards(visit);
  const field = which === 'recover' ? 'receiptNo' : 'minutesNo';
  const message = visit.t({
    zh: '这张凭据已经登记过，金额不同；登记错了请先冲销',
    en: 'This paper is booked with another amount: reverse that first',
  });
  return moneyHome(visit, { which, typed, errors: [{ field, message }] });
};

/** What cannot be booked is said beside its field, with everything that was typed kept. */
const booking = async (visit: Visit, which: Wrong['which'], typed: URLSearchParams, run: () => Promise<unknown>) => {
  try {
    await run();
  } catch (error) {
    if (error instanceof PaperBooked) return repeated(visit, which, typed);
    if (!(error instanceof OverRecovery)) throw error;
    if (await isBooked(visit)) return afterwards(visit);
    const message = visit.t({ zh: '金额多于这一项的尚欠金额', en: 'More than is outstanding on this item' });
    return moneyHome(visit, { which, typed, errors: [{ field: 'fen', message }] });
  }
  return afterwards(visit);
};

/**
 * An item that is settled is not offered any more: who sends its last entry again, because no answer came, is past it,
 * and what had to follow may be left to do.
 */
const misread = async (visit: Visit, wrong: Wrong): Promise<PageResponse> =>
  (await isBooked(visit)) ? afterwards(visit) : moneyHome(visit, wrong);

export const recover = forTask(TASKS, async (visit) => {
  const { request, host, access, by } = visit;
  const fields: readonly Field[] = recoverFields(await storyOf(host, access.each));
  const parsed = parseFields(fields, request.form, request.lang, { today: civilDate(host.clock.now()) });
  if (!parsed.ok) return misread(visit, { which: 'recover', ...parsed });
  const { item, ...move } = Recover.parse(parsed.values);
  return booking(visit, 'recover', parsed.typed, () =>
    bookMove(host, access.each.id, item, { kind: 'recover', ...move }, by),
  );
});

export const waive = forTask(TASKS, async (visit) => {
  const { request, host, access, by } = visit;
  const fields: readonly Field[] = waiveFields(await storyOf(host, access.each));
  const parsed = parseFields(fields, request.form, request.lang, { today: civilDate(host.clock.now()) });
  if (!parsed.ok) return misread(visit, { which: 'waive', ...parsed });
  const { item, ...move } = Waive.parse(parsed.values);
  return booking(visit, 'waive', parsed.typed, () =>
    bookMove(host, access.each.id, item, { kind: 'waive', ...move }, by),
  );
});

export const reverse = forTask(TASKS, async (visit) => {
  const { request, host, access, by, goTo } = visit;
  const [item, n] = [request.form.get('item') ?? '', Number(request.form.get('n'))];
  const of = (await entriesOf(host.table, access.each.id)).find((entry) => entry.item === item && entry.n === n);
  if (!of) throw new CannotReverse(`${item}/${n} is no entry`);
  await bookMove(host, access.each.id, item, { kind: 'reverse', of }, by);
  return goTo('');
});
