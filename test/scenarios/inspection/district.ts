import { Unanswered } from '../driver/browser.ts';
import { openShowing, openSignedIn, signIn } from '../driver/officer.ts';
import type { Page } from '../driver/page.ts';
import type { World as Whole } from '../driver/world.ts';
import { isDone, withButton } from './chair.ts';
import type { InspectionScenario } from './scenario.ts';

/** What the district does on pages of the inspection: draws it up, books what comes back, verifies. */
export type World = Pick<Whole, 'postbox' | 'time' | 'browserOf'>;
const OFFICER = 'limin@example.org';

/** @returns the path of the programme's board */
export const drawUp = async (world: World, scenario: InspectionScenario): Promise<string> => {
  const { inspection } = scenario;
  const pathOn = ({ links }: Page) => links.find(({ words }) => words === inspection.name)?.to;
  const existing = async () => {
    const list = await openSignedIn(world, OFFICER, 'admin/selfInspection');
    return pathOn(list);
  };
  const drawn = await existing();
  if (drawn) return drawn;
  const page = await openSignedIn(world, OFFICER, 'admin/selfInspection/new');
  const said = {
    名称: inspection.name,
    通知文号: inspection.notice,
    自查时段从: inspection.from,
    到: inspection.to,
    政策宣讲日期: inspection.launched,
    范围: ['东湖镇总工会', '西山街道总工会', '临江开发区总工会'],
  };
  try {
    // Sent once: an answer that is lost must not draw up a second programme.
    await world
      .browserOf(OFFICER)
      .submit(page, withButton(page, '报请审定'), { said, must: Object.keys(said), once: true });
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    return drawUp(world, scenario);
  }
  const list = await openShowing(world, OFFICER, 'admin/selfInspection', (shown) => pathOn(shown) !== undefined);
  return pathOn(list) ?? Promise.reject(new Error('The programme is not on the list'));
};

/** Books a payment on whatever is outstanding, item by item. */
export const bookPayment = async (
  world: World,
  { email, link, yuan, receipt, on }: { email: string; link: string; yuan: number; receipt: string; on: string },
): Promise<void> => {
  const browser = world.browserOf(email);
  const open = async () => {
    const page = await browser.open(`${link}/inspection`);
    if (page.url.pathname.endsWith('/inspection') || isDone(page)) return page;
    await signIn(world, email);
    return browser.open(`${link}/inspection`);
  };
  let left = Math.round(yuan * 100);
  for (let n = 1; left > 0; n += 1) {
    const page = await open();
    if (isDone(page)) return;
    const form = withButton(page, '登记');
    const owed = form.controls.flatMap(({ name, label, value }) => (name === 'item' ? [{ item: value, label }] : []));
    const booked = new Set([...page.words.matchAll(/收-[\w-]+/g)].map(([paper]) => paper));
    const [first] = owed;
    if (!first) return;
    const most = Math.round(Number((/尚欠 ([\d,.]+) 元/.exec(first.label)?.[1] ?? '0').replaceAll(',', '')) * 100);
    const fen = Math.min(most, left);
    const paper = `${receipt}-${n}`;
    left -= fen;
    if (booked.has(paper)) continue;
    const said = { 哪一项: first.label, 金额: String(fen / 100), 收据编号: paper, 日期: on, 缴入: '工会账户' };
    await browser.submit(page, form, { said, must: Object.keys(said), button: '登记' });
  }
};

export const verifyAll = async (world: World, email: string, link: string): Promise<void> => {
  const browser = world.browserOf(email);
  const page = await browser.open(`${link}/inspection`);
  if (isDone(page)) return;
  const form = withButton(page, '提交验收结果');
  await browser.submit(page, form, {
    button: '提交验收结果',
    edit: (data) => {
      for (const { name } of form.controls) if (name.startsWith('result-')) data.set(name, 'close');
    },
  });
};
