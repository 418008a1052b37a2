import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { parseCsv, toCsv } from '#shared/export/csv';
import { fundKey, FundId } from '#shared/ledger/budget';
import { startEmbedded } from '#test/fakes';
import { browse, fieldsOf } from './console/browser.ts';
import { apply, walkTo } from './console/walk.ts';

const set = (fields: readonly [string, string][], values: Record<string, string>): [string, string][] => [
  ...fields.filter(([name]) => !(name in values)),
  ...Object.entries(values),
];

describe('money at the console', () => {
  it('comes by one advice for two cases, goes out in one batch, and comes back paid and failed', async () => {
    await using site = await startEmbedded();
    const [a, b] = [await apply(site, { name: '陈明' }), await apply(site, { name: '李华' })];
    await walkTo(site, 'funding', [{ id: a }, { id: b, fen: 380_000 }]);
    const finance = await browse(site, 'qian-hui');

    const funding = await finance.get('/admin/funding');
    expect(funding.text).toContain('4,300.00');
    const typed = fieldsOf(funding, '/admin/funding');
    const wrong = await finance.post(
      '/admin/funding',
      set(typed, { adviceNo: '到-1', receivedAt: '2019-3-9', totalFen: '8000' }),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('各件到账金额之和是 8,100.00 元');
    const right = set(typed, { adviceNo: '到-1', receivedAt: '2019-3-9', totalFen: '8100', [`amount-${b}`]: '3800' });
    expect((await finance.post('/admin/funding', right)).text).toContain('登记 2 件，共 2 件');
    expect((await finance.post('/admin/funding', right)).text).toContain('此前已登记，没有改变');
    expect((await getCase(site.table, b)).receivedFen).toBe(380_000);

    const payable = await finance.get('/admin/payments');
    expect(payable.text).toContain('2 件，合计 8,100.00 元');
    const order = fieldsOf(payable, '/admin/payments');
    const made = await finance.post('/admin/payments', order);
    expect((await finance.post('/admin/payments', order)).location).toBe(made.location);
    const batch = made.location ?? '';
    const lines = parseCsv((await finance.get(`${batch}/file`)).text).slice(1);
    expect(new Set(lines.map(([, name]) => name))).toEqual(new Set(['李华', '陈明']));

    const answers = lines.map(([no, name, card, , , yuan]) => [
      no,
      name,
      card,
      yuan,
      name === '李华' ? '失败' : '成功',
      '',
    ]);
    const returned = toCsv([['指令号', '户名', '账号', '金额', '状态', '失败原因'], ...answers]);
    const uploaded = await finance.upload((await finance.get(batch)).text, returned);
    expect(uploaded.status).toBe(303);
    const check = await finance.get(uploaded.location ?? '');
    expect(check.text).toContain('登记 2 行');
    expect((await getCase(site.table, a)).paidFen).toBeUndefined();
    await finance.post(new URL(uploaded.location ?? '', site.url).pathname, {});

    expect(await getCase(site.table, a)).toMatchObject({ paidFen: 430_000, stage: 'followUp' });
    expect((await getCase(site.table, b)).stage).toBe('otherCard');
    expect(await site.table.get(fundKey(FundId.parse('hardship'), 2019))).toMatchObject({
      paidFen: 430_000,
      committedFen: 380_000,
    });
    const again = await finance.upload((await finance.get(batch)).text, returned);
    expect((await finance.get(again.location ?? '')).text).toContain('这个文件已经登记过');
  });
});
