import { deliver } from '#functions/outbox';
import type { Host } from '#shared/host';
import type { EmbeddedTable } from './table.ts';

/** Carries messages out as soon as they are committed, one delivery at a time per partition. */
export type Pump = {
  wake(pk: string): void;
  /** How long nothing has been delivered although something is waiting: for the health check. */
  busy(): number;
  idle(): Promise<void>;
};

export const startPump = (host: Host, table: EmbeddedTable): Pump => {
  const running = new Map<string, { again: boolean }>();
  let waiting: (() => void)[] = [];

  const run = async (pk: string, state: { again: boolean }): Promise<void> => {
    do {
      state.again = false;
      try {
        await deliver(host, pk);
      } catch (error) {
        // What is left in the outbox is found again by the next sweep.
        console.error(
          JSON.stringify({ code: 'pump.failed', pk, error: error instanceof Error ? error.name : 'unknown' }),
        );
      }
    } while (state.again);
    running.delete(pk);
    if (running.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };

  const wake = (pk: string): void => {
    const state = running.get(pk);
    if (state) {
      state.again = true;
      return;
    }
    const fresh = { again: false };
    running.set(pk, fresh);
    void run(pk, fresh);
  };

  table.onCommit((keys) => {
    for (const pk of new Set(keys.filter(({ sk }) => sk.startsWith('OUT#')).map((key) => key.pk))) wake(pk);
  });
  return {
    wake,
    busy: () => running.size,
    idle: () => (running.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
};
