import { expect, it } from 'vitest';
import { bookMove } from '#functions/selfInspection/recovering';
import { getCase } from '#shared/cases/change';
import { Outage } from '#shared/faults';
import type { CaseId } from '#shared/ids';
import { accountsOf, entriesOf } from '#shared/recovery/ledger';
import { all, prefix } from '#shared/table/table';
import { browse } from '#test/e2e/console/browser';
import { type Site, startEmbedded } from '#test/fakes';
import { determine, found, receipt, rectify } from './world.ts';

/** A unit that owes 4,000 yuan, whose case waits for nothing but the money. */
const owing = async (site: Site) => {
  const { part } = await found(site, 'xishan-yiyuan', [{ overFen: 400_000 }]);
  await determine(site, part);
  await rectify(site, part, 'yang-mei');
  const [{ item } = expect.unreachable()] = await accountsOf(site.table, part);
  const { task } = await getCase(site.table, part);
  const form = { item, fen: '4000', receiptNo: '收-9', on: '2019-03-23', to: 'unionAccount' };
  return { part, item, form, recover: `/tasks/${part}/${task}/inspection/recover` };
};

/** How often the task was decided, and what has been booked. */
const done = async (site: Site, part: CaseId) => {
  const events = await all(site.table, { pk: `CASE#${part}`, ...prefix('EVENT#') });
  const booked = (await entriesOf(site.table, part)).filter(({ kind }) => kind === 'recover');
  return {
    settled: events.filter(({ type, data }) => type === 'decided' && JSON.stringify(data).includes('"settled"')).length,
    booked: booked.map(({ fen }) => fen),
    stage: (await getCase(site.table, part)).stage,
  };
};
const ONCE = { settled: 1, booked: [400_000], stage: 'verification' };

it('the last payment that is posted twice at once is booked once, and settles the unit once', async () => {
  await using site = await startEmbedded();
  const { part, form, recover } = await owing(site);
  const finance = await browse(site, 'qian-hui');
  const shown = await Promise.all([finance.post(recover, form), finance.post(recover, form)]);
  for (const { status, text } of shown) {
    expect(status).toBe(200);
    expect(text).toContain('已结清');
  }
  expect(await done(site, part)).toEqual(ONCE);
});

it('the last payment whose answer was lost before the unit was settled settles it when it is posted again', async () => {
  await using site = await startEmbedded();
  const { part, item, form, recover } = await owing(site);
  // The booking is written; the decision that follows it is not.
  let changes = 0;
  const transact: typeof site.table.transact = (writes, how) => {
    changes += 1;
    return changes === 1 ? site.table.transact(writes, how) : Promise.reject(new Outage('the table is away'));
  };
  const broken = { ...site.host, table: { ...site.table, transact } };
  const by = { kind: 'person', person: 'qian-hui', role: 'finance', unit: 'jiangdong' } as const;
  await expect(bookMove(broken, part, item, receipt('收-9', 400_000, '2019-03-23'), by)).rejects.toThrow('away');
  expect(await done(site, part)).toEqual({ settled: 0, booked: [400_000], stage: 'recovery' });

  const finance = await browse(site, 'qian-hui');
  expect((await finance.post(recover, form)).text).toContain('已结清');
  expect(await done(site, part)).toEqual(ONCE);
  expect((await finance.post(recover, form)).text).toContain('已结清'); // and once more
  expect(await done(site, part)).toEqual(ONCE);
});
