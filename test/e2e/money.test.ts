import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import type { CaseId } from '#shared/ids';
import { Fund, FundId, fundKey, reserve } from '#shared/ledger/budget';
import { Fen } from '#shared/money';
import { ConditionFailed } from '#shared/table/table';
import { startEmbedded } from '#test/fakes';
import { application, submit } from './case.ts';

const fund = FundId.parse('hardship');
const key = fundKey(fund, 2019);

describe('the budget', () => {
  it('lets exactly fifty of two hundred approvals at once through when it holds fifty', async () => {
    await using site = await startEmbedded();
    const each = Fen.parse(100_000);
    const before = Fund.parse(await site.table.get(key));
    const tie = 50 * each - before.freeFen;
    await site.table.transact([{ update: key, add: { freeFen: tie, budgetFen: tie } }]);
    const ids: CaseId[] = [];
    for (let i = 0; i < 200; i++) ids.push(await submit(site, { ...application, reason: `第${i}户` }));
    await site.idle();
    const results = await Promise.allSettled(
      ids.map((caseId) =>
        onceFor(site.host, { caseId, entered: 'test', step: 'test' }, (now) => {
          const { writes, held } = reserve(now, fund, 2019, each, site.host.clock.now());
          return {
            event: { type: 'reserved', by: SYSTEM },
            set: { facts: { ...now.facts, held } },
            also: writes,
            otherwise: () => new Error('short'),
          };
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(50);
    const after = Fund.parse(await site.table.get(key));
    expect(after).toMatchObject({ freeFen: 0, reservedFen: 50 * each });
    expect(after.freeFen + after.reservedFen + after.committedFen + after.paidFen).toBe(after.budgetFen);
  });

  it('cannot be written around: a condition on the fund holds for every writer', async () => {
    await using site = await startEmbedded();
    const { freeFen } = Fund.parse(await site.table.get(key));
    const tooMuch = site.table.transact([
      {
        update: key,
        add: { freeFen: -(freeFen + 1), reservedFen: freeFen + 1 },
        if: { atLeast: { freeFen: freeFen + 1 } },
      },
    ]);
    await expect(tooMuch).rejects.toBeInstanceOf(ConditionFailed);
    expect(Fund.parse(await site.table.get(key)).freeFen).toBe(freeFen);
  });

  it('keeps four amounts apart', async () => {
    await using site = await startEmbedded();
    const each = await getCase(site.table, await submit(site));
    expect([each.appliedFen, each.approvedFen, each.receivedFen, each.paidFen]).toEqual([
      430_000,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
