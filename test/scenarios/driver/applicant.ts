import type { Said } from './fill.ts';
import type { Form, Page } from './page.ts';
import { invent } from './invented.ts';
import { uploadOnce } from './upload.ts';
import type { Applicant, World } from './world.ts';

/** What an applicant does in their own browser: applies page by page, comes back with the code, answers what is asked. */

const CODE = /取件码\s*([2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4})/;
const REFERENCE = /困-\d{4}-\d{6,8}/;
const MOST_PAGES = 120;

const formWith = (page: Page, button: string): Form | undefined =>
  page.forms.find(({ buttons }) => buttons.some(({ words }) => words.startsWith(button)));

/** The answers to every question of the form, under the form's own words. */
const answersOf = ({ scenario }: World, { person, papers, email }: Applicant): Said => ({
  ...scenario.ordinary.application,
  姓名: person.name,
  身份证号码: papers.idNumber,
  手机号码: papers.mobile,
  电子邮箱: email,
  家庭住址: `江东区东湖镇红星路${papers.houseNo}号`,
  所在基层工会: person.union,
  会员编号: papers.memberNo,
  工作单位: person.union.replace(/工会$/, ''),
  本人月收入: String(person.income),
  申请类别: person.aid,
  申请金额: String(person.asks),
  户名: person.name,
  银行卡号: papers.cardNo,
  ...person.says,
});

const BORN: Readonly<Record<string, readonly [number, number]>> = { 子女: [2004, 2012], 父母: [1938, 1952] };

/** The rows that a list page is to have. */
const rowsOf = ({ scenario: { ordinary, seed } }: World, { person, nth }: Applicant, page: Page): Said[] => {
  if (/家庭成员/.test(page.words) && /一起生活/.test(page.heading)) {
    return person.family.map((each, i) => {
      const relation = typeof each === 'string' ? each : String(each['与您的关系'] ?? '其他');
      const { idNumber } = invent(seed, `${nth}.${i + 1}`, BORN[relation]);
      const name = `${person.name.slice(0, 1)}家人${i + 1}`;
      return {
        姓名: name,
        身份证号码: idNumber,
        ...ordinary.family[relation],
        ...(typeof each === 'string' ? {} : each),
      };
    });
  }
  if (!/不得不花/.test(page.heading)) return [];
  return Object.entries(person.spends).map(([kind, yuan]) => ({ 花在哪里: kind, 一年金额: String(yuan) }));
};

/** One page further. @returns the page that comes then */
const step = async (world: World, applicant: Applicant, page: Page, answers: Said): Promise<Page> => {
  const { browser, person } = applicant;
  const upload = page.forms.find(({ multipart }) => multipart);
  if (upload) {
    const files = person.files.filter((file) => page.heading.includes(file.split('：')[0] ?? file));
    const after = await uploadOnce(browser, page, files);
    const on = formWith(after, '继续');
    return on ? browser.submit(after, on, { button: '继续' }) : after;
  }
  const form = formWith(page, '保存并继续') ?? formWith(page, '继续');
  if (!form) throw new Error(`${page.url.pathname} leads nowhere: ${page.words.slice(0, 200)}`);
  const more = form.controls.find(({ name }) => name === 'another')?.group;
  if (more === undefined) return browser.submit(page, form, { said: answers });
  const rows = rowsOf(world, applicant, page);
  const there = page.links.filter(({ words }) => words.startsWith('修改或删除')).length;
  if (there >= rows.length) return browser.submit(page, form, { said: { [more]: '没有了' } });
  const row = await browser.submit(page, form, { said: { [more]: '是，添加' } });
  const rowForm = formWith(row, '保存');
  if (!rowForm) throw new Error(`No row to fill in at ${row.url.pathname}`);
  return browser.submit(row, rowForm, { said: rows[there] ?? {}, button: '保存' });
};

/** From wherever it was left, to the receipt. */
export const apply = async (world: World, applicant: Applicant): Promise<void> => {
  const { browser } = applicant;
  const answers = answersOf(world, applicant);
  let page = await browser.open('apply');
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    if (page.url.pathname === '/status') page = await browser.open('apply/done');
    // A first page whose answer was lost leaves no cookie: what has been typed is typed again.
    if (page.url.pathname === '/return') page = await browser.open('apply');
    if (page.url.pathname === '/apply/done') {
      applicant.reference = REFERENCE.exec(page.words)?.[0];
      applicant.code = CODE.exec(page.words)?.[1];
      if (applicant.reference === undefined) throw new Error(`No reference on the receipt: ${page.words}`);
      return;
    }
    const send = formWith(page, '确认并提交申请');
    page = send ? await browser.submit(page, send) : await step(world, applicant, page, answers);
  }
  throw new Error(`The form does not end: ${page.url.pathname}`);
};

/** The status page, by the code where the browser has forgotten. */
export const status = async ({ browser, code, papers }: Applicant): Promise<Page> => {
  const page = await browser.open('status');
  if (page.url.pathname !== '/return') return page;
  const form = formWith(page, '继续');
  if (!form || code === undefined) throw new Error('No way back to the application');
  return browser.submit(page, form, { said: { 取件码: code, 手机号后四位: papers.mobile.slice(-4) } });
};

/** Mends what is said otherwise, leaves the rest, and sends it again. */
export const correct = async (applicant: Applicant, said: Said): Promise<void> => {
  const { browser } = applicant;
  const now = await status(applicant);
  const link = now.links.find(({ words }) => words === '去补正');
  if (!link) return; // corrected already, by a request whose answer was lost
  for (const label of Object.keys(said)) {
    const check = await browser.open(link.to);
    const change = check.links.find(({ words }) => words.startsWith('修改') && words.endsWith(label));
    if (!change) throw new Error(`“${label}” is not open for correction`);
    const page = await browser.open(change.to);
    const form = formWith(page, '保存并继续');
    if (form) await browser.submit(page, form, { said, must: [label] });
  }
  const check = await browser.open(link.to);
  const send = formWith(check, '重新提交');
  if (send) await browser.submit(check, send);
};

/** Answers what the status page asks by one of its buttons: an appeal, another card. */
export const answer = async (
  applicant: Applicant,
  button: string,
  said: Said,
  must: readonly string[],
): Promise<void> => {
  const page = await status(applicant);
  const form = formWith(page, button);
  if (form) await applicant.browser.submit(page, form, { said, must, button });
};

export const withdraw = async (applicant: Applicant): Promise<void> => {
  await status(applicant);
  const page = await applicant.browser.open('status/withdraw');
  const form = formWith(page, '确定撤回');
  if (form) await applicant.browser.submit(page, form);
};
