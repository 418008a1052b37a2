import { parseCsv, toCsv } from '#shared/export/csv';
import type { Form, Page } from './page.ts';
import { openShowing } from './officer.ts';
import type { World } from './world.ts';

/** What finance does in the console: one advice for all money that has come, one batch for all that is to be paid. */

/** How the bank answers for one reference, or for one account of it; the first that fits holds. */
export type Bank = {
  readonly reference: string;
  readonly cardNo?: string;
  readonly result: '成功' | '失败';
  readonly reason: string;
};

const formIn = (page: Page, button: string): Form | undefined =>
  page.forms.find(({ buttons }) => buttons.some(({ words }) => words.startsWith(button)));

const formWith = (page: Page, button: string): Form => {
  const form = formIn(page, button);
  if (!form) throw new Error(`${page.url.pathname} has no “${button}”: ${page.words.slice(0, 300)}`);
  return form;
};

const ticksOf = (form: Form | undefined) =>
  (form?.controls ?? []).filter(({ name, kind }) => name === 'case' && kind === 'checkbox');

const offers = (form: Form | undefined, reference: string) =>
  ticksOf(form).some(({ label }) => label.includes(reference));

/** Leaves ticked what is wanted. */
const tickOnly = (data: URLSearchParams, form: Form, references: readonly string[]): void => {
  data.delete('case');
  for (const { label, value } of ticksOf(form)) {
    if (references.some((reference) => label.includes(reference))) data.append('case', value);
  }
};

const yuanOf = (text: string | null): number => Number((text ?? '0').replaceAll(',', ''));
const caseIn = (value: string): string => value.split(' ')[0] ?? '';

/** Records one bank advice. @param amounts what came for whom, where it is not what was approved; yuan by reference */
export const recordFunding = async (
  world: World,
  { email, adviceNo, amounts }: { email: string; adviceNo: string; amounts: ReadonlyMap<string, number | undefined> },
): Promise<void> => {
  const references = [...amounts.keys()];
  const waiting = (page: Page) => references.filter((reference) => offers(formIn(page, '登记到账'), reference));
  const page = await openShowing(world, email, 'admin/funding', (list) => waiting(list).length === references.length);
  if (waiting(page).length === 0) return;
  const form = formWith(page, '登记到账');
  const said = { 到账通知编号: adviceNo, 到账日期: world.time.today() };
  await world.browserOf(email).submit(page, form, {
    said,
    edit: (data) => {
      tickOnly(data, form, references);
      let total = 0;
      for (const { label, value } of ticksOf(form)) {
        const reference = references.find((each) => label.includes(each));
        if (reference === undefined) continue;
        const cell = `amount-${caseIn(value)}`;
        const yuan = amounts.get(reference);
        if (yuan !== undefined) data.set(cell, String(yuan));
        total += Math.round(yuanOf(data.get(cell)) * 100);
      }
      data.set('totalFen', (total / 100).toFixed(2));
    },
  });
};

/** Builds a batch, takes its file to the bank, and brings back what the bank says. */
export const pay = async (world: World, email: string, bank: readonly Bank[]): Promise<void> => {
  const browser = world.browserOf(email);
  const page = await openShowing(world, email, 'admin/payments', (list) =>
    bank.every(({ reference }) => offers(formIn(list, '生成银行文件'), reference)),
  );
  const form = formWith(page, '生成银行文件');
  const edit = (data: URLSearchParams) =>
    tickOnly(
      data,
      form,
      bank.map(({ reference }) => reference),
    );
  const batch = await browser.submit(page, form, { edit });
  const file = batch.links.find(({ words }) => words === '下载银行文件');
  if (!file) throw new Error(`${batch.url.pathname} has no file: ${batch.words.slice(0, 300)}`);
  const answer = answerOf(await browser.download(file.to), bank);
  const checked = await browser.submit(batch, formWith(batch, '上传并核对'), {
    file: new File([answer], 'return.csv', { type: 'text/csv' }),
  });
  await browser.submit(checked, formWith(checked, '登记'));
};

/** The bank's return file: the same instructions, each with its result. */
const answerOf = (sent: string, bank: readonly Bank[]): string => {
  const [headings = [], ...rows] = parseCsv(sent);
  const at = (row: readonly string[], heading: string) =>
    row[headings.findIndex((each) => each.startsWith(heading))] ?? '';
  return toCsv([
    ['指令号', '户名', '账号', '金额', '状态', '失败原因'],
    ...rows.map((row) => {
      const answer = bank.find(
        ({ reference, cardNo = at(row, '账号') }) => at(row, '附言').includes(reference) && at(row, '账号') === cardNo,
      );
      if (!answer) throw new Error(`The bank file pays somebody who was not asked for: ${row.join(', ')}`);
      return [at(row, '指令号'), at(row, '户名'), at(row, '账号'), at(row, '金额'), answer.result, answer.reason];
    }),
  ]);
};
