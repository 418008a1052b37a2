import { expect, it } from 'vitest';
import { all, NEW, prefix, type Table, TransactionTooLarge } from '#shared/table/table';
import { failedAt, failure, own, put, sks } from './tableTools.ts';

/** What every table does when it is written. */
export const writesLikeATable = (on: Table, { isolates }: { readonly isolates: boolean }): void => {
  it('updates fields one by one: sets, adds from nothing, removes; and makes what was not there', async () => {
    const pk = own();
    await put(on, pk, 'A', { kept: 1, changed: 1, gone: 1, count: 5 });
    await on.transact([
      { update: { pk, sk: 'A' }, set: { changed: [2] }, add: { count: -2, fresh: 3 }, remove: ['gone', 'never'] },
      { update: { pk, sk: 'B' }, add: { count: 1 } },
    ]);
    expect(await on.get({ pk, sk: 'A' })).toEqual({ pk, sk: 'A', kept: 1, changed: [2], count: 3, fresh: 3 });
    expect(await on.get({ pk, sk: 'B' })).toEqual({ pk, sk: 'B', count: 1 });
  });

  it('writes everything or nothing, and names every write whose condition failed', async () => {
    const pk = own();
    await put(on, pk, 'A', { version: 1, status: 'OPEN', free: 10 });
    const failed = await failedAt(
      on.transact([
        { put: { pk, sk: 'A' }, if: NEW },
        { put: { pk, sk: 'B' }, if: NEW },
        { check: { pk, sk: 'C' }, if: { equal: { status: 'OPEN' } } },
      ]),
    );
    expect(failed).toEqual([0, 2]);
    expect(sks(await all(on, { pk }))).toEqual(['A']);
  });

  it.each([
    [{ absent: ['other'] }, true],
    [{ absent: ['status'] }, false],
    [{ absent: ['none'] }, false],
    [{ equal: { status: 'OPEN', version: 1, yes: true } }, true],
    [{ equal: { status: 'OPEN', version: 2 } }, false],
    [{ equal: { version: '1' } }, false],
    [{ equal: { other: 'x' } }, false],
    [{ atLeast: { free: 10 } }, true],
    [{ atLeast: { free: 11 } }, false],
    [{ atLeast: { other: 0 } }, false],
    [{ absent: ['other'], equal: { version: 1 }, atLeast: { free: 1 } }, true],
  ])('holds the condition %j: %s', async (condition, holds) => {
    const pk = own();
    await put(on, pk, 'A', { version: 1, status: 'OPEN', free: 10, yes: true, none: null });
    for (const write of [
      { check: { pk, sk: 'A' }, if: condition },
      { update: { pk, sk: 'A' }, set: { seen: true }, if: condition },
      { put: { pk, sk: 'A' }, if: condition },
      { delete: { pk, sk: 'A' }, if: condition },
    ]) {
      for (const how of [undefined, { again: 'harmless' }] as const) {
        expect(await failedAt(on.transact([write], how))).toEqual(holds ? undefined : [0]);
        await put(on, pk, 'A', { version: 1, status: 'OPEN', free: 10, yes: true, none: null });
      }
    }
  });

  it.skipIf(!isolates)('never reserves more than there is, however many ask at once', async () => {
    const pk = own();
    await put(on, pk, 'FUND', { free: 10, taken: 0 });
    const ask = (i: number) =>
      on.transact([
        { update: { pk, sk: 'FUND' }, add: { free: -3, taken: 3 }, if: { atLeast: { free: 3 } } },
        { put: { pk, sk: `ENTRY#${i}` }, if: NEW },
      ]);
    const failures = await Promise.all(Array.from({ length: 8 }, (_, i) => failedAt(ask(i))));
    expect(failures.filter((failed) => failed === undefined)).toHaveLength(3);
    expect(failures.filter((failed) => failed !== undefined)).toEqual(Array.from({ length: 5 }, () => [0]));
    expect(await on.get({ pk, sk: 'FUND' })).toMatchObject({ free: 1, taken: 9 });
    expect((await on.query({ pk, ...prefix('ENTRY#') })).items).toHaveLength(3);
  });

  it('lets one of many make the same item', async () => {
    const pk = own();
    const tries = Array.from({ length: 8 }, (_, i) =>
      failedAt(on.transact([{ put: { pk, sk: 'A', by: i }, if: NEW }])),
    );
    expect((await Promise.all(tries)).filter((failed) => failed === undefined)).toHaveLength(1);
  });

  it('claims a place once: whoever comes later is told whose it is, and the first is told that it is theirs', async () => {
    const pk = own();
    const mine = { pk, sk: 'A', by: 1, kept: { deep: ['x'] } };
    expect(await on.claim(mine)).toEqual(mine);
    expect(await on.claim({ pk, sk: 'A', by: 2 })).toEqual(mine);
    expect(await on.claim(mine)).toEqual(mine);
    const told = await Promise.all(Array.from({ length: 8 }, (_, by) => on.claim({ pk, sk: 'B', by })));
    expect(new Set(told.map(({ by }) => by)).size).toBe(1);
    expect(await on.get({ pk, sk: 'B' })).toEqual(told[0]);
    await on.claim({ pk, sk: 'C', unionPk: pk, unionSk: '1' });
    expect(sks((await on.query({ index: 'union', pk })).items)).toEqual(['C']);
    expect(await failure(on.claim({ pk: '', sk: 'A' }))).toBeInstanceOf(TransactionTooLarge);
  });

  it('deletes, and deletes nothing without complaint', async () => {
    const pk = own();
    await put(on, pk, 'A');
    await on.transact([{ delete: { pk, sk: 'A' } }, { delete: { pk, sk: 'B' } }]);
    await on.transact([{ delete: { pk, sk: 'A' } }]);
    expect(await all(on, { pk })).toEqual([]);
  });

  it('takes 100 writes at once', async () => {
    const pk = own();
    await on.transact(Array.from({ length: 100 }, (_, i) => ({ put: { pk, sk: `${i}`.padStart(3, '0') } })));
    expect(await all(on, { pk })).toHaveLength(100);
  });

  it.each([
    ['no write', () => []],
    ['over 100 writes', () => Array.from({ length: 101 }, (_, i) => ({ put: { pk: 'x', sk: `${i}` } }))],
    ['one item twice', () => [{ put: { pk: 'x', sk: 'A' } }, { delete: { pk: 'x', sk: 'A' } }]],
    ['an empty key', () => [{ put: { pk: 'x', sk: '' } }]],
    ['an item over 400 KB', () => [{ put: { pk: 'x', sk: 'A', text: 'x'.repeat(400 * 1_024) } }]],
    [
      'over 4 MB',
      () => Array.from({ length: 11 }, (_, i) => ({ put: { pk: 'x', sk: `${i}`, text: 'x'.repeat(390 * 1_024) } })),
    ],
    ['a time to live in milliseconds', () => [{ put: { pk: 'x', sk: 'A', ttl: 1_552_000_000_000 } }]],
  ])('refuses %s, and writes nothing', async (_, writes) => {
    expect(await failure(on.transact(writes()))).toBeInstanceOf(TransactionTooLarge);
    expect(await all(on, { pk: 'x' })).toEqual([]);
  });
};
