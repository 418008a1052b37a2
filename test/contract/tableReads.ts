import { expect, it } from 'vitest';
import { all, prefix, STALE, type Table } from '#shared/table/table';
import { own, put, sks } from './tableTools.ts';

/** What every table does when it is read. */
export const readsLikeATable = (on: Table): void => {
  it('gives back what was put, of every kind that JSON has', async () => {
    const item = {
      pk: own(),
      sk: 'A',
      text: '暖流 \u{1f600}',
      empty: '',
      none: null,
      yes: true,
      fen: 9_007_199_254_740_991,
      less: -0.5,
      list: [1, 'two', null, [], {}],
      deep: { a: { b: { c: ['x'] } } },
    };
    await on.transact([{ put: item }]);
    expect(await on.get(item)).toEqual(item);
    expect(await on.get({ pk: item.pk, sk: 'B' })).toBeUndefined();
  });

  it('reads what may be of a moment ago', async () => {
    const pk = own();
    await put(on, pk, 'A');
    const [one, some] = [() => on.get({ pk, sk: 'A' }, STALE), () => on.query({ ...STALE, pk })];
    await expect.poll(async () => [(await one())?.sk, sks((await some()).items)]).toEqual(['A', ['A']]);
    expect(await on.get({ pk, sk: 'B' }, STALE)).toBeUndefined();
  });

  it('glances at many items, and passes over what is not there', async () => {
    const pk = own();
    const some = Array.from({ length: 130 }, (_, i) => ({ pk, sk: `${i}`.padStart(3, '0'), i }));
    await on.transact(some.slice(0, 100).map((item) => ({ put: item })));
    const found = await on.glance(some.map(({ sk }) => ({ pk, sk })));
    expect(found.toSorted((a, b) => (a.sk < b.sk ? -1 : 1))).toEqual(some.slice(0, 100));
    expect(await on.glance([])).toEqual([]);
  });

  it('drops what is undefined, at every depth', async () => {
    const pk = own();
    await on.transact([{ put: { pk, sk: 'A', gone: undefined, deep: { gone: undefined, kept: 1 } } }]);
    expect(await on.get({ pk, sk: 'A' })).toEqual({ pk, sk: 'A', deep: { kept: 1 } });
  });

  it('reads a partition in the order of its sort keys, byte by byte', async () => {
    const pk = own();
    const order = ['#', 'A', 'B', 'a', '中', '\uff01', '\u{1f600}'];
    for (const sk of order.toReversed()) await put(on, pk, sk);
    expect(sks((await on.query({ pk })).items)).toEqual(order);
    expect(sks((await on.query({ pk, descending: true })).items)).toEqual(order.toReversed());
  });

  it('reads a range with both its ends', async () => {
    const pk = own();
    for (const sk of ['A#1', 'A#2', 'A#3', 'B#1']) await put(on, pk, sk);
    expect(sks((await on.query({ pk, from: 'A#2', to: 'A#3' })).items)).toEqual(['A#2', 'A#3']);
    expect(sks((await on.query({ pk, from: 'A#3' })).items)).toEqual(['A#3', 'B#1']);
    expect(sks((await on.query({ pk, to: 'A#2' })).items)).toEqual(['A#1', 'A#2']);
    expect(sks((await on.query({ pk, from: 'B', to: 'A' })).items)).toEqual([]);
    expect(sks((await on.query({ pk, ...prefix('A#') })).items)).toEqual(['A#1', 'A#2', 'A#3']);
  });

  it.each([false, true])(
    'gives pages that end where the next begins, and says which is the last (descending: %s)',
    async (descending) => {
      const pk = own();
      for (const sk of ['1', '2', '3', '4']) await put(on, pk, sk);
      const first = await on.query({ pk, limit: 2, descending });
      const second = await on.query({
        pk,
        limit: 2,
        descending,
        ...(first.cursor !== undefined && { cursor: first.cursor }),
      });
      const order = descending ? ['4', '3', '2', '1'] : ['1', '2', '3', '4'];
      expect([...sks(first.items), ...sks(second.items)]).toEqual(order);
      expect(first.cursor).toBeTypeOf('string');
      expect(second.cursor).toBeUndefined();
    },
  );

  it('finds in an index what carries its key, while it carries it, and nothing else', async () => {
    const pk = own();
    const unit = own();
    await on.transact([
      { put: { pk, sk: 'A', unionPk: unit, unionSk: '2' } },
      { put: { pk, sk: 'B', unionPk: unit, unionSk: '1' } },
      { put: { pk, sk: 'C' } },
    ]);
    const found = async () => sks((await on.query({ index: 'union', pk: unit })).items);
    expect(await found()).toEqual(['B', 'A']);
    await on.transact([
      { update: { pk, sk: 'B' }, set: { unionSk: '3' } },
      { update: { pk, sk: 'C' }, set: { unionPk: unit, unionSk: '0' } },
    ]);
    expect(await found()).toEqual(['C', 'A', 'B']);
    await on.transact([
      { update: { pk, sk: 'A' }, remove: ['unionPk', 'unionSk'] },
      { update: { pk, sk: 'B' }, set: { unionPk: undefined, unionSk: undefined } },
    ]);
    expect(await found()).toEqual(['C']);
  });

  it('pages an index whose sort keys are equal without losing or repeating one', async () => {
    const unit = own();
    const pks = ['a', 'b', 'c', 'd', 'e'].map((letter) => `${unit}${letter}`);
    for (const pk of pks) await put(on, pk, 'A', { duePk: unit, dueSk: 'same' });
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await on.query({ index: 'due', pk: unit, limit: 2, ...(cursor !== undefined && { cursor }) });
      found.push(...page.items.map(({ pk }) => pk));
      ({ cursor } = page);
    } while (cursor !== undefined);
    expect(found.toSorted()).toEqual(pks);
  });

  it('reads every item of a partition page by page', async () => {
    const pk = own();
    for (let i = 0; i < 3; i++) await put(on, pk, `${i}`);
    expect(sks(await all(on, { pk }))).toEqual(['0', '1', '2']);
  });
};
