import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { virtualClock } from '#infra/embedded/clock';
import { startEngine, type Engine } from '#infra/embedded/engine/engine';
import type { MapFiles } from '#infra/embedded/engine/map/reader';
import { openStore } from '#infra/embedded/sqlite';

type Payload = Record<string, unknown>;
type Functions = Record<string, (payload: Payload, engine: () => Engine, signal: AbortSignal) => unknown>;

type Given = { machine: object; others?: Record<string, object>; files?: MapFiles };

const isPayload = (value: unknown): value is Payload => typeof value === 'object' && value !== null;

/** Engines on real files and a clock that stands still. They end, and their files go, with `stopAll`. */
export const running = () => {
  const folders: string[] = [];
  const stops: (() => Promise<void>)[] = [];

  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'engine-'));
    folders.push(folder);
    return folder;
  };

  const open = async (folder: string, given: Given, functions: Functions, start: number) => {
    const { others, files } = given;
    const store = openStore(join(folder, 'nuanliu.db'));
    const clock = virtualClock(start);
    const engine: Engine = await startEngine({
      store,
      clock,
      random: () => 0.5,
      machines: { machine: given.machine, ...others },
      ...(files && { files }),
      invoke: async (name, payload, { signal }) =>
        functions[name]?.(isPayload(payload) ? payload : {}, () => engine, signal),
    });
    let stopped = false;
    const stop = async () => {
      if (stopped) return;
      stopped = true;
      await engine.stop();
      store.close();
    };
    stops.push(stop);
    return {
      engine,
      store,
      clock,
      async outcome(name: string, machine = 'machine') {
        await engine.idle();
        const { status, error, cause } = (await engine.describeExecution({ machine, name })) ?? {};
        const { output } = (await engine.readExecution({ machine, name })) ?? {};
        return {
          status,
          ...(output !== undefined && { output }),
          ...(error !== undefined && { error }),
          ...(cause !== undefined && { cause }),
        };
      },
      /** Moves the clock, stopping wherever something is due. */
      async advance(seconds: number) {
        const until = clock.now() + seconds * 1_000;
        await engine.idle();
        for (let next = clock.next(); next !== undefined && next <= until; next = clock.next()) {
          clock.moveTo(next);
          await engine.idle();
        }
        clock.moveTo(until);
        await engine.idle();
      },
      /** Takes up what is on disk at this moment, as after a kill; what the old process still does counts for nothing. */
      async crash() {
        const left = newFolder();
        cpSync(folder, left, { recursive: true });
        const next = open(left, given, functions, clock.now());
        await stop();
        return next;
      },
      async restart(replaced: Functions = functions) {
        await stop();
        return open(folder, given, replaced, clock.now());
      },
    };
  };

  return {
    engineWith(given: Given & { functions?: Functions }) {
      return open(newFolder(), given, given.functions ?? {}, Date.UTC(2026, 0, 5));
    },
    async stopAll() {
      await Promise.all(stops.splice(0).map((stop) => stop()));
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
    },
  };
};
