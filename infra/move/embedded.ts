import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import type { HostClock } from '#infra/embedded/clock';
import { startEngine } from '#infra/embedded/engine/engine';
import { migrate } from '#infra/embedded/engine/schema';
import { machinesOf } from '#infra/embedded/handlers';
import { blindingOf, openKeys, readKeyFile } from '#infra/embedded/keys';
import { openMailbox } from '#infra/embedded/mailbox';
import type { Store } from '#infra/embedded/sqlite';
import { openTable } from '#infra/embedded/table';
import { BadInput } from '#shared/faults';
import { sniff } from '#shared/files/sniff';
import { type MovedFile, movedName, type Row, type Source, type Standing, type Target } from '#shared/move/place';
import { HANDED_OVER } from '#shared/executions/handover';
import { pipelineNameOf, resumedInput, resumedName } from '#shared/executions/resume';
import type { Item } from '#shared/table/table';
import { pipelines } from '#workflows/index';
import { keyFileOf, sha256Of } from './archive.ts';
import { CALENDAR, calendarRows, keepCalendar } from './calendars.ts';
import { keepOwnRow, ownRows } from './ownTables.ts';

const Body = z.catchall(z.object({ pk: z.string(), sk: z.string() }), z.json());
const Thread = z.object({ state: z.string(), variables: z.record(z.string(), z.json()) });
const Input = z.object({ caseId: z.string() });
const Meta = z.object({ name: z.string() });

/** A data folder that this process alone has open. */
export const embeddedSource = (folder: string, store: Store): Source => ({
  kind: 'embedded',
  keys: openKeys(join(folder, 'keys.json'), { fresh: false }),
  blinding: () => Promise.resolve(blindingOf(readKeyFile(join(folder, 'keys.json')))),
  *items(): Generator<Item> {
    for (const { body } of store.db.prepare('SELECT body FROM item ORDER BY pk, sk').iterate())
      yield Body.parse(JSON.parse(String(body)));
  },
  *files(): Generator<MovedFile> {
    const files = join(folder, 'files');
    for (const key of globSync('**', { cwd: files }).toSorted()) {
      const meta = join(files, `${key}.json`);
      if (!existsSync(meta)) continue;
      const { name } = Meta.parse(JSON.parse(readFileSync(meta, 'utf8')));
      yield { key, name, body: readFileSync(join(files, key)) };
    }
  },
  *executions(): Generator<Standing> {
    // The newest of each case. Those that failed are tried again where they stood, as a redrive would; what an operator
    // stopped stays so. A batch of a Map is none of them: its Map is entered again.
    const names = Object.keys(machinesOf(Object.values(pipelines)));
    const open = store.db.prepare(
      `SELECT e.machine, e.name, e.input, t.data FROM sfn_executions e
       JOIN sfn_threads t ON t.execution = e.id AND t.id = 0
       WHERE (e.status IN ('RUNNING', 'FAILED', 'TIMED_OUT') OR e.error = ?1) AND e.id IN (
         SELECT max(id) FROM sfn_executions WHERE machine IN (SELECT value FROM json_each(?2))
         GROUP BY json_extract(input, '$.caseId')
       ) ORDER BY e.id`,
    );
    for (const row of open.iterate(HANDED_OVER, JSON.stringify(names))) {
      const { caseId } = Input.parse(JSON.parse(String(row['input'])));
      const { state, variables } = Thread.parse(JSON.parse(String(row['data'])));
      yield { machine: pipelineNameOf(String(row['machine'])), name: String(row['name']), caseId, state, variables };
    }
  },
  *rows(): Generator<Row> {
    yield* calendarRows(folder);
    yield* ownRows(store);
  },
});

type Options = { readonly folder: string; readonly store: Store; readonly clock: HostClock; readonly archive: string };

/** A new data folder, before its host has ever been started. */
export const embeddedTarget = ({ folder, store, clock, archive }: Options): Target => {
  const table = openTable(store);
  return {
    kind: 'embedded',
    mustBeEmpty: () => {
      const used = store.db.prepare('SELECT 1 FROM item LIMIT 1').get() ?? existsSync(join(folder, 'keys.json'));
      if (used) throw new BadInput(`${folder} is in use: import into a new data folder (NUANLIU_DATA).`);
      return Promise.resolve();
    },
    takeBlinding: () => {
      copyFileSync(keyFileOf(archive), join(folder, 'keys.json'));
      return Promise.resolve();
    },
    transact: (writes) => table.transact(writes),
    keep: ({ key, name, body }) => {
      const path = join(folder, 'files', key);
      if (key.split('/').includes('..')) throw new BadInput(`${key} is no key of a file`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, body, { mode: 0o600, flush: true });
      // As if it had come just now: its time in quarantine, and the scan of this host, begin anew.
      const meta = { name, type: sniff(body), sha256: sha256Of(body), bytes: body.byteLength, at: clock.now() };
      writeFileSync(`${path}.json`, JSON.stringify(meta), { mode: 0o600, flush: true });
      return Promise.resolve();
    },
    takeRows: async (rows) => {
      openMailbox(store, clock);
      await migrate(store);
      for await (const { table: name, row } of rows) {
        if (name === CALENDAR) keepCalendar(folder, row);
        else await store.write(() => keepOwnRow(store, name, row));
      }
      // An older program may have written them: the next start brings them forward.
      store.db.exec('PRAGMA user_version = 1');
      return true;
    },
    resume: (standing, id) => resume({ store, clock }, standing, id),
  };
};

/** The engine starts them and lets no step run: the host's own start takes them up. */
const resume = async (
  { store, clock }: Pick<Options, 'store' | 'clock'>,
  standing: readonly Standing[],
  id: string,
): Promise<void> => {
  const never = () => new Promise<never>(() => undefined);
  const engine = await startEngine({ store, clock, machines: machinesOf(Object.values(pipelines)), invoke: never });
  for (const { machine, caseId, state, variables } of standing) {
    const input = resumedInput(caseId, { state, variables });
    await engine.startExecution({ machine: resumedName(machine), name: movedName(caseId, id), input });
  }
  await engine.stop();
};
