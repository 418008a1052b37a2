import { beforeEach, describe, expect, it } from 'vitest';
import { changeCase, getCase } from '#shared/cases/change';
import { SYSTEM } from '#shared/events/chain';
import { parseCsv } from '#shared/export/csv';
import type { Host } from '#shared/host';
import { readBankFile, sha256Of } from '#shared/payments/bankFile';
import { batches, isSent, type Line } from '#shared/payments/batches';
import { built, cardOf, cashier, ids, nth, payable, payingHost } from './world.ts';
import { breaking } from './powerCut.ts';

const leftOut = (lines: readonly Line[]) => lines.flatMap((line) => (isSent(line) ? [] : [line.why]));

describe('a bank batch', () => {
  let host: Host;
  beforeEach(async () => {
    host = await payingHost();
  });

  it('has one instruction for each payable case, and a file that keeps card numbers as text', async () => {
    const [a, b] = ids(2);
    if (!a || !b) throw new Error('two');
    await payable(host, a, { yuan: 4_300 });
    await payable(host, b, { holder: '=cmd()', card: '0000620000000001' });

    const batch = await built(host, [a, b]);
    const csv = await readBankFile(host, batch);

    expect(batch.sha256).toBe(sha256Of(csv));
    expect(csv).toContain(`"\t${cardOf(a)}"`);
    expect(csv).toContain(`"'=cmd()"`);
    expect(parseCsv(csv).slice(1)).toEqual([
      [`${batch.id}-0001`, '陈1', cardOf(a), '东湖农商行', '泽林支行', '4300.00', '困-2019-000001'],
      [`${batch.id}-0002`, '=cmd()', '0000620000000001', '东湖农商行', '泽林支行', '1000.00', '困-2019-000002'],
    ]);
  });

  it('is the same batch when it is asked for again, and its cases are in no other', async () => {
    const cases = ids(2);
    for (const id of cases) await payable(host, id);
    const first = await built(host, cases);
    const again = await built(host, cases);
    const other = await built(host, cases, 'second');

    expect(again).toEqual(first);
    expect(leftOut(await batches(host.table).lines(other.id))).toEqual(['inBatch', 'inBatch']);
  });

  it('keeps names and cards out of what it stores in plain', async () => {
    const id = nth(ids(1), 0);
    await payable(host, id);
    const batch = await built(host, [id]);
    const stored = JSON.stringify([await batches(host.table).lines(batch.id), batch]);
    const file = Buffer.from((await host.files.read(`payments/${batch.id}/bank.sealed`)) ?? []).toString();

    expect(stored).not.toContain(cardOf(id));
    expect(stored).not.toContain('陈1');
    expect(file).not.toContain(cardOf(id));
    expect(file.length).toBeGreaterThan(100);
  });

  it('has one instruction for a household that asked twice', async () => {
    const [a, b] = ids(2);
    if (!a || !b) throw new Error('two');
    await payable(host, a, { facts: { claims: ['mother', 'son'] } });
    await payable(host, b, { facts: { claims: ['son', 'grandson'] } });

    const lines = await batches(host.table).lines((await built(host, [a, b])).id);

    expect(lines.map(({ status }) => status)).toEqual(['sent', 'left']);
    expect(leftOut(lines)).toEqual(['inBatch']);
  });

  it.each(['noticeClear', 'approved', 'budgeted'] as const)('leaves out a case that is not %s', async (gate) => {
    const id = nth(ids(1), 0);
    await payable(host, id, {}, { [gate]: false });
    expect(leftOut(await batches(host.table).lines((await built(host, [id])).id))).toEqual(['gate']);
  });

  it('leaves out a case that the cashier took part in approving', async () => {
    const id = nth(ids(1), 0);
    await payable(host, id);
    await changeCase(host, id, ({ acted }) => ({
      event: { type: 'test', by: SYSTEM },
      set: { acted: { ...acted, meetingDecision: cashier.person } },
    }));
    expect(leftOut(await batches(host.table).lines((await built(host, [id])).id))).toEqual(['apart']);
  });

  it('is refused by the table itself when a gate closes between reading and writing', async () => {
    const id = nth(ids(1), 0);
    await payable(host, id);
    const written: string[] = [];
    // Somebody writes past the pages: the case loses its budget without a new version.
    const sly: Host = {
      ...host,
      table: {
        ...host.table,
        async transact(writes) {
          const { pk, sk } = { pk: `CASE#${id}`, sk: 'CASE' };
          if (writes.some((write) => 'put' in write && write.put.sk.startsWith('LINE#'))) {
            await host.table.transact([{ update: { pk, sk }, set: { budgeted: false } }]);
            written.push('tried');
          }
          await host.table.transact(writes);
        },
      },
    };
    const batch = await built(sly, [id]);

    expect(written.length).toBeGreaterThan(0);
    expect(leftOut(await batches(host.table).lines(batch.id))).toEqual(['gate']);
    expect((await getCase(host.table, id)).paidFen).toBeUndefined();
  });

  it('shares the cases among those who build at the same moment, each case once', async () => {
    const cases = ids(6);
    for (const id of cases) await payable(host, id);
    const made = await Promise.all(['a', 'a', 'b', 'c'].map((key) => built(host, cases, key)));
    const lines = await Promise.all([...new Set(made.map(({ id }) => id))].map((id) => batches(host.table).lines(id)));
    const sent = lines.flat().filter(isSent);
    expect(sent.map(({ caseId }) => caseId).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(cases);
  });

  it('comes out the same after a crash at any of its writes', async () => {
    const cases = ids(3);
    for (const when of ['before', 'after'] as const) {
      for (let at = 0; at < 5; at++) {
        const fresh = await payingHost();
        for (const id of cases) await payable(fresh, id);
        await expect(built(breaking(fresh, at, when), cases)).rejects.toThrow('power cut');
        const batch = await built(fresh, cases);
        const rows = parseCsv(await readBankFile(fresh, batch)).slice(1);
        expect(rows.map(([instruction]) => instruction)).toEqual([1, 2, 3].map((n) => `${batch.id}-000${n}`));
      }
    }
  });
});
