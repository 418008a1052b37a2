import type { Host } from '#shared/host';

/** A table that breaks down after so many more transactions, before or after the one that it breaks at. */
export const breaking = (host: Host, after: number, when: 'before' | 'after'): Host => {
  let left = after;
  return {
    ...host,
    table: {
      ...host.table,
      async transact(writes) {
        left -= 1;
        if (left < 0 && when === 'before') throw new Error('power cut');
        await host.table.transact(writes);
        if (left < 0) throw new Error('power cut');
      },
    },
  };
};
