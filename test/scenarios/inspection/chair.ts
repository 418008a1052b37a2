import type { Browser } from '../driver/browser.ts';
import type { Said } from '../driver/fill.ts';
import type { Form, Page } from '../driver/page.ts';
import { uploadOnce } from '../driver/upload.ts';
import { chairOf } from './federation.ts';
import type { Unit } from './scenario.ts';

/** What a unit's chair does on the pages behind their link. Each can be done again after a broken connection. */
const withButton = (page: Page, words: string): Form => {
  const form = page.forms.find(({ buttons }) => buttons.some((button) => button.words.startsWith(words)));
  if (!form) throw new Error(`${page.heading} has no button ${words}: ${page.words.slice(0, 200)}`);
  return form;
};
const isDone = ({ heading, status }: Page): boolean => heading === '已收到您的决定' || status === 410;

const GROUPS = ['festivals', 'events', 'conduct', 'procedure'];

export const selfInspect = async (browser: Browser, link: string, unit: Unit, nth: number): Promise<void> => {
  const at = `${link}/inspection`;
  if (isDone(await browser.open(at))) return;
  const fill = async (path: string, said: Readonly<Record<string, string>>) => {
    const page = await browser.open(`${at}${path}`);
    await browser.submit(page, withButton(page, '保存'), { said, must: Object.keys(said), button: '保存' });
  };
  await fill('/about', {
    在册会员人数: String(unit.members),
    是否属于经费充裕的企业工会: '否',
    自查时段内的福利预算: '100000',
  });
  await fill('/spending', {});
  for (const group of GROUPS) {
    const page = await browser.open(`${at}/checks/${group}`);
    const form = withButton(page, '保存');
    const questions = [
      ...new Set(
        form.controls.flatMap((control) => (control.kind === 'radio' && control.group ? [control.group] : [])),
      ),
    ];
    const said = Object.fromEntries(
      questions.map((question) => [question, question.slice(0, 3) in unit.over ? '有问题' : '没有问题']),
    );
    await browser.submit(page, form, { said, must: questions });
  }
  for (const [check, over] of Object.entries(unit.over)) {
    await fill(`/problems/${check}`, {
      发生日期: '2018-09-20',
      '涉及金额（元）': String(over * 2),
      '应清退金额（元）': String(over),
      涉及人数: String(unit.members),
      问题: '自查发现超出规定，应予清退',
    });
  }
  const page = await browser.open(`${at}/sign`);
  const said = { '我已逐项核对，以上内容真实、完整，没有隐瞒': '是', '签字：填写本人姓名': chairOf(nth).name };
  await browser.submit(page, withButton(page, '签字上报'), { said, must: Object.keys(said), button: '签字上报' });
};

export const putRight = async (browser: Browser, link: string, today: string): Promise<void> => {
  const at = `${link}/inspection`;
  const home = await browser.open(at);
  if (isDone(home)) return;
  const items = home.links.filter(({ words }) => /^ZG-\d{4}-\d{3,}$/.test(words));
  for (const { to } of items) {
    const page = await browser.open(to);
    if (!page.words.includes('清退收据.png')) {
      const upload = page.forms.filter(({ multipart }) => multipart).at(-1);
      if (upload) await uploadOnce(browser, { ...page, forms: [upload] }, ['清退收据']);
    }
    const again = await browser.open(to);
    const said = {
      原因: '对限额和范围的规定掌握不准',
      整改措施: '停止发放，清退超出部分，修订本单位办法',
      '责任人（写职务）': '工会主席',
      进度: '100',
      '“整改后”佐证从哪一天起生效': today,
    };
    await browser.submit(again, withButton(again, '保存'), { said, must: Object.keys(said), button: '保存' });
  }
  const ready = await browser.open(at);
  if (!isDone(ready)) await browser.submit(ready, withButton(ready, '提交验收'), { button: '提交验收' });
};

export const askForTime = async (browser: Browser, link: string, said: Said): Promise<void> => {
  const home = await browser.open(`${link}/inspection`);
  if (isDone(home)) return;
  await browser.submit(home, withButton(home, '申请延期'), { said, must: Object.keys(said), button: '申请延期' });
};

export { isDone, withButton };
