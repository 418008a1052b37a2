import { beforeEach, describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { parseCsv, toCsv } from '#shared/export/csv';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { fundKey, FundId } from '#shared/ledger/budget';
import { readBankFile } from '#shared/payments/bankFile';
import { type Batch, batches, isSent } from '#shared/payments/batches';
import { faultText } from '#shared/payments/returnColumns';
import { preview } from '#shared/payments/preview';
import { settle } from '#shared/payments/settle';
import { all, prefix } from '#shared/table/table';
import { hardshipAid } from '#workflows/hardshipAid/index';
import { askToPay, breaking, built, cashier, ids, nth, payable, payingHost } from './world.ts';

const HEAD = ['指令号', '户名', '账号', '金额（元）', '状态', '失败原因'];
type Answer = readonly [
  instruction: string,
  holder: string,
  card: string,
  yuan: string,
  result: string,
  reason: string,
];

/** What the bank would answer to a batch if all went well. */
const answers = async (host: Host, batch: Batch): Promise<Answer[]> =>
  parseCsv(await readBankFile(host, batch))
    .slice(1)
    .map(([no = '', holder = '', card = '', , , yuan = '']) => [no, holder, card, yuan, '成功', ''] as const);
const file = (rows: readonly (readonly string[])[], head: readonly string[] = HEAD) =>
  Buffer.from(toCsv([head, ...rows]));
const settling = (batch: Batch, bytes: Uint8Array) => ({
  batch,
  file: bytes,
  by: cashier,
  definition: hardshipAid.tasks.payment,
  sensitive: hardshipAid.sensitive,
  messages: [],
});
const paidBy = async (host: Host, id: CaseId) => (await getCase(host.table, id)).paidFen;
const payEntries = async (host: Host, id: CaseId) =>
  (await all(host.table, { pk: `CASE#${id}`, ...prefix('MONEY#') })).filter(({ entry }) => entry === 'pay');
const fund = (host: Host) => host.table.get(fundKey(FundId.parse('hardship'), 2019));

describe('a return file', () => {
  let host: Host;
  let batch: Batch;
  let good: Answer[];
  const cases = ids(8);
  beforeEach(async () => {
    host = await payingHost();
    for (const [i, id] of cases.entries()) await payable(host, id, { yuan: 1_000 + i });
    batch = await built(host, cases);
    good = await answers(host, batch);
  });

  it('pays what the bank paid, with the ledger, once', async () => {
    const { result } = await settle(host, settling(batch, file(good)));
    expect(result).toMatchObject({ rows: 8, paid: 8, failed: 0, faults: [], paidFen: 802_800, totalFen: 802_800 });
    expect(await paidBy(host, nth(cases, 1))).toBe(100_100);
    expect(await fund(host)).toMatchObject({ paidFen: 802_800 });
    for (const id of cases) expect(await payEntries(host, id)).toHaveLength(1);
  });

  it('names six kinds of fault by their cells, records the other rows, and its totals tie', async () => {
    const [a, b, c, d, e, f, g] = good;
    if (!a || !b || !c || !d || !e || !f || !g) throw new Error('seven');
    const rows = [
      a,
      ['PB-0000000000-0001', b[1], b[2], b[3], '成功', ''],
      [c[0], c[1], c[2], '999.00', '成功', ''],
      [d[0], '张冠', d[2], d[3], '成功', ''],
      [e[0], e[1], '6222************0000', e[3], '成功', ''],
      [f[0], f[1], f[2], f[3], '处理中', ''],
      a,
      [g[0], g[1], g[2].slice(-4), g[3], '失败', '账户状态异常'],
      ['合计', '', '', '7999.00', '', ''],
    ];
    const { result } = await settle(host, settling(batch, file(rows)));

    expect(result.faults.map((fault) => faultText(fault).zh)).toEqual([
      '第 3 行 指令号：不是本批次的指令号',
      '第 4 行 金额：应为 1,002.00，文件里是 999.00',
      '第 5 行 户名：与发放时的户名不一致',
      '第 6 行 账号：与发放时的账号不一致',
      '第 7 行 状态：应为“成功”或“失败”',
      '第 8 行 指令号：与第 2 行重复',
      '第 10 行 金额：合计应为 8,018.00，文件里是 7,999.00',
    ]);
    expect(result).toMatchObject({ rows: 8, paid: 1, failed: 1, known: 0 });
    expect(result.paid + result.failed + result.known + 6).toBe(result.rows);
    expect(await paidBy(host, nth(cases, 2))).toBeUndefined();
  });

  it('is a no-op when it is uploaded again', async () => {
    const first = await settle(host, settling(batch, file(good)));
    const before = await all(host.table, { pk: `CASE#${cases[0]}` });
    const again = await settle(host, settling(batch, file(good)));
    expect(again).toEqual({ result: first.result, again: true });
    expect(await all(host.table, { pk: `CASE#${cases[0]}` })).toEqual(before);
  });

  it('may be partial: the rest comes with another file, in GB18030, and what is known is not paid again', async () => {
    await settle(host, settling(batch, file(good.slice(0, 3))));
    const gb = Buffer.concat([
      // «指令号,户名,账号,金额,状态» in GB18030
      Buffer.from('d6b8c1eebac52cbba7c3fb2cd5cbbac52cbdf0b6ee2cd7b4ccac0d0a', 'hex'),
      ...good.map(([no, , card, yuan], i) =>
        Buffer.concat([
          Buffer.from(`${no},`),
          Buffer.from([0xb3, 0xc2]),
          Buffer.from(`${i + 1},${card},${yuan},`),
          Buffer.from([0xb3, 0xc9, 0xb9, 0xa6, 0x0d, 0x0a]),
        ]),
      ),
    ]);
    const { result } = await settle(host, settling(batch, gb));
    expect(result).toMatchObject({ rows: 8, paid: 5, known: 3, faults: [] });
    expect(await fund(host)).toMatchObject({ paidFen: 802_800 });
  });

  it('is not read at all when a column is missing', async () => {
    const { reading } = await preview(
      host,
      batch,
      file(
        good.map(([no, name, card]) => [no, name, card]),
        HEAD.slice(0, 3),
      ),
    );
    expect(reading.faults.map((fault) => faultText(fault).zh)).toEqual([
      '第 1 行 金额：文件缺少“金额”一列',
      '第 1 行 状态：文件缺少“状态”一列',
    ]);
    expect(reading.answers).toEqual([]);
  });

  it.each(['PK\u0003\u0004 a workbook', '"an open quote', '', '亲爱的同事'])(
    'says that %j is no such file',
    async (text) => {
      const { reading } = await preview(host, batch, Buffer.from(text));
      expect(reading.faults.map((fault) => faultText(fault).zh)).toEqual([
        '第 1 行 指令号：没有找到表头。请上传 CSV 文件；Excel 文件请先另存为 CSV',
      ]);
    },
  );

  it('counts neither of two answers that contradict each other', async () => {
    const a = nth(good, 0);
    const { result } = await settle(host, settling(batch, file([a, [a[0], a[1], a[2], a[3], '失败', '']])));
    expect(result).toMatchObject({ rows: 2, paid: 0, failed: 0 });
    expect(result.faults).toHaveLength(2);
  });

  it('sends what failed to a follow-up batch, and only that', async () => {
    const rows = good.map(([no, name, card, yuan], i) => [
      no,
      name,
      card,
      yuan,
      i === 0 ? '失败' : '成功',
      i === 0 ? '户名不符' : '',
    ]);
    await settle(host, settling(batch, file(rows)));
    const failed = nth(cases, 0);
    await askToPay(host, failed, 2);
    const next = await built(host, cases, 'follow-up');
    const sent = (await batches(host.table).lines(next.id)).filter(isSent);
    expect(sent.map(({ caseId, attempt }) => [caseId, attempt])).toEqual([[failed, 2]]);

    await settle(host, settling(next, file(await answers(host, next))));
    expect(await payEntries(host, failed)).toHaveLength(1);
    expect(await fund(host)).toMatchObject({ paidFen: 802_800 });
  });

  it('pays each household once, whenever the power fails', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 0; at < 10; at++) {
        const fresh = await payingHost();
        for (const id of cases) await payable(fresh, id);
        const its = await built(fresh, cases);
        const bytes = file(await answers(fresh, its));
        await expect(settle(breaking(fresh, at, when), settling(its, bytes))).rejects.toThrow('power cut');
        const { result } = await settle(fresh, settling(its, bytes));
        expect(result).toMatchObject({ rows: 8, paid: 8, faults: [] });
        for (const id of cases) expect(await payEntries(fresh, id)).toHaveLength(1);
        expect(await fund(fresh)).toMatchObject({ paidFen: 800_000 });
      }
    }
  });

  it('leaves no name and no card in what is stored in plain', async () => {
    await settle(host, settling(batch, file(good)));
    const stored = JSON.stringify([
      await all(host.table, { pk: `PAYMENTS#${batch.id}` }),
      await all(host.table, { pk: `CASE#${cases[0]}` }),
    ]);
    expect(stored).not.toContain(good[0]?.[2]);
  });
});
