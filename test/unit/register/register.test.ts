import { describe, expect, it } from 'vitest';
import { takeNumbers } from '#shared/register/register';
import { ConditionFailed } from '#shared/table/table';
import { startEmbedded } from '#test/fakes';

describe('numbers of the problem ledger', () => {
  it('have neither gaps nor doubles when many take them at once, and begin anew each year', async () => {
    await using site = await startEmbedded();
    const taken: string[] = [];
    const take = async (count: number): Promise<void> => {
      const { numbers, write } = await takeNumbers(site.table, 2019, count);
      try {
        await site.table.transact([write]);
        taken.push(...numbers);
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
        await take(count);
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, i) => take((i % 3) + 1)));
    const wanted = Array.from({ length: taken.length }, (_, i) => `ZG-2019-${String(i + 1).padStart(3, '0')}`);
    expect(taken.toSorted()).toEqual(wanted);
    expect((await takeNumbers(site.table, 2020, 1)).numbers).toEqual(['ZG-2020-001']);
  });
});
