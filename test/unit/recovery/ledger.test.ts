import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseId, digits } from '#shared/ids';
import { Fen } from '#shared/money';
import { type Account, balances, CannotReverse, OverRecovery } from '#shared/recovery/account';
import { accountsOf, book, emptyAccount, entriesOf, recoveredOf } from '#shared/recovery/ledger';
import { ConditionFailed } from '#shared/table/table';
import { type Site, startEmbedded } from '#test/fakes';

let site: Site;
beforeAll(async () => {
  site = await startEmbedded();
});
afterAll(async () => site[Symbol.asyncDispose]());

let cases = 0;
const opened = async (dueFen: number): Promise<Account> => {
  cases += 1;
  const caseId = CaseId.parse(`UI-2019-${digits(new Uint8Array([cases >> 8, cases & 255]), 6)}`);
  const empty = emptyAccount({ item: `ZG-2019-${String(cases).padStart(3, '0')}`, caseId, programme: `P${cases}` });
  const { account, writes } = book(empty, { kind: 'charge', fen: Fen.parse(dueFen) }, site.clock.now());
  await site.table.transact(writes);
  return account;
};
const stored = async ({ caseId }: Account): Promise<Account> =>
  (await accountsOf(site.table, caseId))[0] ?? expect.unreachable();

const step = fc.oneof(
  fc.record({ kind: fc.constant('recover' as const), amount: fc.integer({ min: 1, max: 600 }) }),
  fc.record({ kind: fc.constant('waive' as const), amount: fc.integer({ min: 1, max: 600 }) }),
  fc.record({ kind: fc.constant('reverse' as const), amount: fc.nat() }),
);

/** As a page books: from the account as it reads it, tried again where somebody else was first. */
let papers = 0;
const doStep = async (first: Account, { kind, amount }: { kind: 'recover' | 'waive' | 'reverse'; amount: number }) => {
  papers += 1;
  const paper = `据-${papers}`;
  for (;;) {
    const account = await stored(first);
    const entries = (await entriesOf(site.table, account.caseId)).filter(
      (entry) => entry.kind !== 'reverse' && entry.kind !== 'charge',
    );
    const of = entries[amount % Math.max(1, entries.length)];
    if (kind === 'reverse' && !of) return;
    const fen = Fen.parse(amount);
    try {
      const { writes } = book(
        account,
        kind === 'reverse' && of
          ? { kind, of }
          : kind === 'waive'
            ? { kind, fen, minutesNo: paper, on: '2019-04-01' }
            : { kind: 'recover', fen, receiptNo: paper, on: '2019-04-01', to: 'treasury' },
        site.clock.now(),
      );
      await site.table.transact(writes);
      return;
    } catch (error) {
      if (error instanceof OverRecovery || error instanceof CannotReverse) return;
      if (!(error instanceof ConditionFailed)) throw error;
      const now = await stored(first);
      if (now.entries === account.entries) return; // not overtaken: this entry has been reversed before
    }
  }
};

describe('a receipt', () => {
  it('is booked once, and again only when its entry was taken back', async () => {
    const account = await opened(1_000);
    const move = { kind: 'recover', fen: Fen.parse(100), receiptNo: '收-9', on: '2019-04-01', to: 'treasury' } as const;
    const first = book(account, move, site.clock.now());
    await site.table.transact(first.writes);
    await expect(site.table.transact(book(first.account, move, site.clock.now()).writes)).rejects.toThrow(
      ConditionFailed,
    );
    const of =
      (await entriesOf(site.table, account.caseId)).find(({ kind }) => kind === 'recover') ?? expect.unreachable();
    const back = book(first.account, { kind: 'reverse', of }, site.clock.now());
    await site.table.transact(back.writes);
    await site.table.transact(book(back.account, move, site.clock.now()).writes);
    expect(await stored(account)).toMatchObject({ recoveredFen: 100, entries: 4 });
  });
});

describe('bookings that come at the same time', () => {
  it('never recover a fen twice: the account balances, and is what its entries add up to', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
        const account = await opened(1_000);
        await Promise.all(steps.map((each) => doStep(account, each)));
        const now = await stored(account);
        expect(balances(now)).toBe(true);
        const entries = await entriesOf(site.table, account.caseId);
        expect(entries).toHaveLength(now.entries);
        const taken = entries.flatMap(({ of }) => of ?? []);
        expect(new Set(taken).size).toBe(taken.length);
        const rows = await recoveredOf(site.table, account.caseId);
        expect(rows.reduce((sum, { fen }) => sum + fen, 0)).toBe(now.recoveredFen);
      }),
      { numRuns: 60 },
    );
  });

  it('takes one of two that would both empty the account', async () => {
    const account = await opened(1_000);
    const all = { kind: 'recover' as const, amount: 1_000 };
    await Promise.all([doStep(account, all), doStep(account, all)]);
    expect(await stored(account)).toMatchObject({ recoveredFen: 1_000, outstandingFen: 0, entries: 2 });
  });
});
