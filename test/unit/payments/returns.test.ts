import { beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '#shared/host';
import { type Batch, batches, isSent } from '#shared/payments/batches';
import { faultText } from '#shared/payments/returnColumns';
import { settle } from '#shared/payments/settle';
import { all } from '#shared/table/table';
import { type Answer, answers, file, fund, paidBy, payEntries, settling } from './answers.ts';
import { askToPay, built, ids, nth, payable, payingHost } from './world.ts';
import { breaking } from './powerCut.ts';

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

  it.each(['noticeClear', 'approved', 'budgeted'])(
    'pays nothing to a case that lost %s past the pages',
    async (gate) => {
      const [first] = cases;
      await host.table.transact([{ update: { pk: `CASE#${first}`, sk: 'CASE' }, set: { [gate]: false } }]);
      const { result } = await settle(host, settling(batch, file(good)));
      expect(result).toMatchObject({ rows: 8, paid: 7 });
      expect(result.faults.map((fault) => faultText(fault).zh)).toEqual([
        '第 2 行 指令号：这件申请的公示、批准、预算没有全部完成，不能记为已发放，请先核实',
      ]);
      expect(await payEntries(host, nth(cases, 0))).toEqual([]);
    },
  );

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
