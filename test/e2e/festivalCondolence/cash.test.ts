import { describe, expect, it } from 'vitest';
import { reportOn } from '#functions/report';
import { getCase } from '#shared/cases/change';
import { proofOf } from '#shared/coverage/proof';
import { parseCsv, toCsv } from '#shared/export/csv';
import { FundId, fundKey } from '#shared/ledger/budget';
import { UnitId } from '#shared/ids';
import { Fen } from '#shared/money';
import { readBankFile } from '#shared/payments/bankFile';
import { batches } from '#shared/payments/batches';
import { buildBatch } from '#shared/payments/build';
import { settle } from '#shared/payments/settle';
import { CivilDate } from '#shared/time/civil';
import { type Site, startEmbedded } from '#test/fakes';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import { taskOf } from '#workflows/index';
import { answer, decide, importFor, parts, personOf, start } from './campaign.ts';

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
const children = Array.from({ length: 5 }, (_, i) => ({
  ...personOf(i + 1, '20100601'),
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
const finance = { kind: 'person', person: 'qian-hui', role: 'finance', unit: 'jiangdong' } as const;

const toPayment = async (site: Site) => {
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
  });
  await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
  await importFor(site, id, 'hongxing', children, HEADS);
  for (const part of await parts(site, id, 'rosters')) await decide(site, part, 'wang-hong', 'sent');
  await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
  await answer(site, id, 'feng-lan', 'internalNotice', 'clear', { postedAt: '2019-05-06', place: '工会公告栏' });
  await site.idle();
  return id;
};

const build = async (site: Site, id: Awaited<ReturnType<typeof toPayment>>, key: string) =>
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
const bankSays = async (site: Site, batch: Awaited<ReturnType<typeof build>>, failing: readonly number[] = []) => {
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
    sensitive: festivalCondolence.sensitive,
    messages: [],
  });
  await site.idle();
  return settled;
};

describe('money for children', () => {
  it('goes through the bank batch, a line for each child, and is reported from the ledger', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await toPayment(site);
    const batch = await build(site, id, 'batch-of-june-1');
    expect((await batches(site.table).lines(batch.id)).map(({ status }) => status)).toEqual(Array(5).fill('sent'));
    expect((await build(site, id, 'batch-of-june-1')).sha256).toBe(batch.sha256);
    const { result } = await bankSays(site, batch);
    expect(result).toMatchObject({ paid: 5, paidFen: 250_000, faults: [] });
    expect((await bankSays(site, batch)).again).toBe(true);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'closing', paidFen: 250_000 });
    await answer(site, id, 'zhou-wei', 'closing', 'close');
    const { sections } = await reportOn(site.host, {
      from: CivilDate.parse('2019-01-01'),
      to: CivilDate.parse('2019-06-30'),
    });
    const figures = sections.find(({ pipeline }) => pipeline === 'festivalCondolence')?.figures ?? [];
    const found = figures
      .filter(({ id: name }) => name.startsWith('B3'))
      .map(({ value, rows }) => [value, rows.length]);
    expect(found).toEqual([
      [5, 5],
      [250_000, 5],
    ]);
  });

  it('leaves whom the bank could not pay unresolved, and pays nobody twice in a second batch', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await toPayment(site);
    await bankSays(site, await build(site, id, 'the-first-batch-1'), [2]);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'gapExplanation', paidFen: 200_000 });
    expect(await proofOf(site.table, id)).toMatchObject({ served: 4, unresolved: 1 });
    await answer(site, id, 'li-min', 'gapExplanation', 'visitAgain');
    const second = await build(site, id, 'the-second-batch');
    expect(await batches(site.table).lines(second.id)).toHaveLength(1);
    await bankSays(site, second);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'closing', paidFen: 250_000 });
    expect(await site.table.get(fundKey(FundId.parse('women-children'), 2019))).toMatchObject({
      paidFen: 250_000,
      committedFen: 0,
    });
  });
});
