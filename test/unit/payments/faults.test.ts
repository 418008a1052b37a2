import { beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '#shared/host';
import type { Batch } from '#shared/payments/batches';
import { preview } from '#shared/payments/preview';
import { faultText } from '#shared/payments/returnColumns';
import { settle } from '#shared/payments/settle';
import { type Answer, answers, file, HEAD, paidBy, settling } from './answers.ts';
import { built, ids, nth, payable, payingHost } from './world.ts';

describe('a return file with faults', () => {
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
});
