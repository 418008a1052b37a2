import { pay } from '#test/scenarios/driver/cashier';
import { invent } from '#test/scenarios/driver/invented';
import { morning, day } from '#test/scenarios/driver/time';
import type { World } from '#test/scenarios/driver/world';
import { inviteesOf, type Invitee, registerSheet, rosterSheet } from './people.ts';
import type { Campaign } from './scenario.ts';
import { answer, openSignedIn, openTask, press } from './steps.ts';

const OFFICER = 'limin@example.org';
const VICE_CHAIR = 'zhouwei@example.org';
const FINANCE = 'qianhui@example.org';
const WOMEN = 'fenglan@example.org';
const CHAIRS: Readonly<Record<string, string>> = {
  红星机械厂工会: 'wanghong@example.org',
  东湖纺织公司工会: 'zhangqiang@example.org',
  西山环卫所工会: 'linyan@example.org',
  西山医院工会: 'yangmei@example.org',
  临江建材公司工会: 'shenxue@example.org',
  临江物流公司工会: 'pengli@example.org',
};
const LEADERS: Readonly<Record<string, string>> = {
  王红: 'wanghong@example.org',
  张强: 'zhangqiang@example.org',
  林燕: 'linyan@example.org',
};
const MEETING_FROM = 50_000;
const DAY_MS = 86_400_000;

/** A campaign from its plan to its close-out, each step by whoever has to take it. */
export const playCampaign = async (world: World, campaign: Campaign): Promise<void> => {
  const { time, scenario } = world;
  if (time.now() < morning(day(campaign.starts))) await time.moveTo(morning(day(campaign.starts)));
  const people = inviteesOf(campaign, scenario.seed);
  if (campaign.register !== undefined) await keepRegister(world, campaign.register, people);
  await plan(world, campaign);
  await answer(world, VICE_CHAIR, '同意');
  if (campaign.budget >= MEETING_FROM)
    await answer(world, OFFICER, '会议同意', { said: { 会议纪要编号: '主席办公会〔2019〕1号' } });
  await sendRosters(world, campaign, people);
  await answer(world, OFFICER, '确认名单');
  if (campaign.goods === undefined) await payOut(world, campaign, people.slice(0, campaign.refused.length));
  else await handOut(world, campaign);
  await answer(world, VICE_CHAIR, '同意办结');
  await time.settle();
};

const keepRegister = async (world: World, name: string, people: readonly Invitee[]): Promise<void> => {
  const list = await openSignedIn(world, OFFICER, 'admin/registers');
  const register = await press(world, OFFICER, list, '添加', { said: { 新名册的名称: name } });
  const checked = await press(world, OFFICER, register, '上传并检查', { file: await registerSheet(people) });
  await press(world, OFFICER, checked, `更新为 ${people.length} 人`);
};

const plan = async (world: World, campaign: Campaign): Promise<void> => {
  const list = await openSignedIn(world, OFFICER, 'admin/campaigns');
  const another = list.links.find(({ words }) => words === '新建慰问方案');
  const page = await world.browserOf(OFFICER).open(another?.to ?? '');
  const { title, type, festival, fund, goods, standard, people, budget, unions, register, starts } = campaign;
  await press(world, OFFICER, page, '报批', {
    said: {
      活动名称: title,
      慰问类型: type,
      适用规定: '工会层面的走访慰问',
      资金来源: fund,
      节日: festival,
      节日或活动日期: campaign.day,
      慰问形式: goods === undefined ? '慰问金' : '慰问品',
      慰问品内容: goods ?? '',
      每人标准: String(standard),
      预计人数: String(people),
      预算: String(budget),
      慰问对象: campaign.for,
      走访开始日期: starts,
      走访结束日期: campaign.day,
      向哪些基层工会摸底: unions ?? Object.keys(CHAIRS),
      ...(register !== undefined && { '对照哪些名册，证明没有遗漏（选填）': [register], [register]: '是' }),
    },
  });
};

/** Each union brings its share of the people, as a file of its own; one that has nobody says so. */
const sendRosters = async (world: World, campaign: Campaign, people: readonly Invitee[]): Promise<void> => {
  const unions = campaign.unions ?? Object.keys(CHAIRS);
  const groups = [...Map.groupBy(people, ({ group }) => group).values()];
  for (const [nth, union] of unions.entries()) {
    const email = CHAIRS[union] ?? '';
    const own = groups.filter((_, i) => i % unions.length === nth).flat();
    const page = await openTask(world, email);
    if (own.length === 0) {
      await press(world, email, page, '答复：没有');
      continue;
    }
    const checked = await press(world, email, page, '上传并检查', { file: await rosterSheet(campaign, own, nth) });
    const imported = await press(world, email, checked, `导入 ${own.length} 人`);
    await press(world, email, imported, `确认上报 ${own.length} 人`);
  }
};

const PAID = { reference: '慰-', result: '成功', reason: '' } as const;

const payOut = async (world: World, campaign: Campaign, refused: readonly Invitee[]): Promise<void> => {
  await answer(world, WOMEN, '已张贴，从今天起公示', { said: { 公示地点: '工会公告栏' } });
  await world.time.moveTo(world.time.now() + 8 * DAY_MS); // five working days are over
  await answer(world, WOMEN, '公示期满，没有异议');
  await openTask(world, FINANCE);
  const failed = refused.map(({ cardNo }) => ({ ...PAID, cardNo, result: '失败', reason: '户名不符' }) as const);
  await pay(world, FINANCE, [...failed, PAID]);
  if (failed.length === 0) return;
  await correctAccounts(world, campaign);
  await answer(world, OFFICER, '核实无误，冷静期满后重新发放', {
    said: { '已按名单上原来的联系方式，把账户更正逐人告知本人或监护人': '是' },
  });
  await world.time.moveTo(world.time.now() + 2 * DAY_MS); // a changed account rests for a day
  await openTask(world, FINANCE);
  await pay(world, FINANCE, [PAID]);
};

/** The first union answers for each of its people whom the bank has refused. */
const correctAccounts = async (world: World, { unions, title, refused }: Campaign): Promise<void> => {
  const [union = ''] = unions ?? Object.keys(CHAIRS);
  const email = CHAIRS[union] ?? '';
  let list = await openTask(world, email);
  for (const [i, words] of refused.entries()) {
    const { cardNo } = invent(world.scenario.seed, `${title}.other.${i}`);
    const said = { 开户名: '李家长', 银行卡号: cardNo, 开户银行: '江东农商行', 为什么没有可用的账户: '已迁居外省' };
    const link = list.links.filter((each) => each.words === words)[i];
    list = await press(world, email, await world.browserOf(email).open(link?.to ?? ''), '保存', { said });
  }
  await press(world, email, list, '提交复核');
};

const handOut = async (world: World, campaign: Campaign): Promise<void> => {
  const { people, spare, invoice = 0, leaders, deceased } = campaign;
  await answer(world, OFFICER, '已签合同', {
    said: { 总价: String(invoice), 成交供应商: '甲商行', 合同编号: '合-1' },
    edit: (data) => {
      for (const [i, name] of ['甲商行', '乙商行', '丙商行'].entries()) data.set(`quotes-${i}-supplier`, name);
      data.set('supplier', '甲商行');
    },
  });
  await answer(world, FINANCE, '验收合格', {
    said: { 验收份数: String(people + spare), 发票金额: String(invoice), '发票号码（附明细清单）': '票-1' },
  });
  const teams = await openTask(world, OFFICER);
  await press(world, OFFICER, teams, '按此分组', { said: { 走访小组组长: leaders } });
  let gone = deceased;
  for (const leader of leaders) gone -= await visit(world, LEADERS[leader] ?? '', gone);
  await answer(world, FINANCE, '账物相符', {
    said: {
      实发份数: String(people - deceased),
      退回份数: String(spare + deceased),
      损耗份数: '0',
      付款凭证号: '记-1',
    },
  });
};

/** Works a day list off, enterprise by enterprise. @returns how many of the deceased were on it */
const visit = async (world: World, email: string, deceased: number): Promise<number> => {
  let page = await openTask(world, email);
  const list = page.url.pathname;
  let gone = 0;
  for (let rounds = 0; rounds < 100; rounds += 1) {
    const form = page.forms.find(({ controls }) => controls.some(({ name }) => name === 'person'));
    if (!form) {
      const on = page.links.find(({ words }) => words === '后面的人');
      if (!on) break;
      page = await world.browserOf(email).open(on.to);
      continue;
    }
    const open = form.controls.filter(({ name }) => name === 'person');
    const dead = gone < deceased;
    const [first] = open;
    const ticked = dead && first ? [first] : open.filter(({ group }) => group === first?.group);
    if (dead) gone += 1;
    page = await press(world, email, page, '登记', {
      said: dead ? { 情况: '已去世' } : { 情况: '本人签领', 证明人: '证明人甲' },
      edit: (data) => {
        data.delete('person');
        for (const { value } of ticked) data.append('person', value);
        if (dead) data.set('reason', '家属告知');
      },
    });
  }
  const back = page.forms.some(({ buttons }) => buttons.some(({ words }) => words === '交回名单'))
    ? page
    : await world.browserOf(email).open(list);
  await press(world, email, back, '交回名单');
  return gone;
};
