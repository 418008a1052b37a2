import { parseCsv, toCsv } from '#shared/export/csv';
import { type CaseId, UnitId } from '#shared/ids';
import { Fen } from '#shared/money';
import { readBankFile } from '#shared/payments/bankFile';
import { buildBatch } from '#shared/payments/build';
import { settle } from '#shared/payments/settle';
import { sealedIn } from '#shared/pipeline';
import { CivilDate } from '#shared/time/civil';
import type { Site } from '#test/fakes';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import type { Plan } from '#workflows/festivalCondolence/plan';
import { taskOf } from '#workflows/index';
import { answer, decide, importFor, parts, personOf, start } from './campaign.ts';

/** A campaign that pays money to the guardians of children, without pages. */
const HEADS = [
  '姓名',
  '身份证号码',
  '家庭住址',
  '称号',
  '监护人姓名',
  '与儿童关系',
  '监护人已书面同意',
  '户名',
  '卡号',
  '开户行',
];
export const children = Array.from({ length: 5 }, (_, i) => ({
  ...personOf(i + 1, '20160601'),
  group: `第${i + 1}户`,
  more: {
    guardian: '李家长',
    relation: '母亲',
    consent: '是',
    holder: '李家长',
    cardNo: `62220212345678${String(i).padStart(4, '0')}`,
    bankName: '江东农商行',
  },
}));
export const finance = { kind: 'person', person: 'qian-hui', role: 'finance', unit: 'jiangdong' } as const;

/** A campaign of Children’s Day whose roster is confirmed: its list is to be posted. */
export const toPosting = async (site: Site, changes: Partial<Plan> = {}): Promise<CaseId> => {
  const id = await start(site, {
    title: '六一慰问困境儿童',
    type: 'CHILDREN_DAY',
    fund: 'women-children',
    festival: 'NONE',
    day: CivilDate.parse('2019-06-01'),
    form: 'CASH',
    standardFen: Fen.parse(50_000),
    headcount: 5,
    budgetFen: Fen.parse(250_000),
    unions: ['hongxing'],
    ...changes,
  });
  await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
  await importFor(site, id, 'hongxing', children, HEADS);
  for (const part of await parts(site, id, 'rosters')) await decide(site, part, 'wang-hong', 'sent');
  await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
  return id;
};

/** Begun on 6 May 2019: the fifth full working day of its notice is the 13th. */
export const toPayment = async (site: Site): Promise<CaseId> => {
  const id = await toPosting(site);
  await answer(site, id, 'feng-lan', 'internalPosting', 'posted', { place: '工会公告栏' });
  await site.moveTo('2019-05-14T09:00:00+08:00');
  await answer(site, id, 'feng-lan', 'internalNotice', 'clear');
  await site.idle();
  return id;
};

export const build = async (site: Site, id: CaseId, key: string) =>
  buildBatch(site.host, {
    key,
    pipeline: 'festivalCondolence',
    district: UnitId.parse('jiangdong'),
    by: finance,
    definition: taskOf(festivalCondolence, 'payment'),
    cases: [id],
    reference: () => '慰问金',
  });

/** What the bank gives back: paid, but for the lines named. */
export const bankSays = async (
  site: Site,
  batch: Awaited<ReturnType<typeof build>>,
  failing: readonly number[] = [],
) => {
  const [, ...rows] = parseCsv(await readBankFile(site.host, batch));
  const back = rows.map(([instruction, holder, card, , , yuan], i) => [
    instruction,
    holder,
    card,
    yuan,
    failing.includes(i) ? '失败' : '成功',
    failing.includes(i) ? '户名不符' : '',
  ]);
  const file = Buffer.from(toCsv([['指令号', '户名', '账号', '金额', '状态', '失败原因'], ...back]));
  const settled = await settle(site.host, {
    batch,
    file,
    by: finance,
    definition: taskOf(festivalCondolence, 'payment'),
    sensitive: sealedIn(festivalCondolence),
  });
  await site.idle();
  return settled;
};
