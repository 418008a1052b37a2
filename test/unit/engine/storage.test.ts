import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { virtualClock } from '#infra/embedded/clock';
import { startEngine } from '#infra/embedded/engine/engine';
import { openStore, type Store } from '#infra/embedded/sqlite';
import { Outage } from '#shared/faults';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const START = Date.UTC(2026, 0, 5);
const machine = {
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds: 60, End: true } },
};
const over = (store: Store, at = START) => {
  const clock = virtualClock(at);
  return { clock, engine: startEngine({ store, clock, invoke: () => Promise.resolve(null), machines: { machine } }) };
};
const one = { machine: 'machine', name: 'one' };

/** A folder as the first version of the engine left it, with one execution that waits. */
const FIRST_SCHEMA = `
  CREATE TABLE sfn_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  INSERT INTO sfn_meta VALUES ('schema', '1'), ('tokenKey', '${'ab'.repeat(32)}');
  CREATE TABLE sfn_versions (hash TEXT PRIMARY KEY, machine TEXT NOT NULL, definition TEXT NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE sfn_executions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, machine TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
    status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
    started INTEGER NOT NULL, stopped INTEGER, due INTEGER, UNIQUE (machine, name)
  );
  CREATE INDEX sfn_executions_due ON sfn_executions (due) WHERE due IS NOT NULL;
  CREATE INDEX sfn_executions_status ON sfn_executions (machine, status, started);
  CREATE TABLE sfn_threads (
    execution INTEGER NOT NULL, id INTEGER NOT NULL, waiting TEXT NOT NULL, due INTEGER, data TEXT NOT NULL, PRIMARY KEY (execution, id)
  ) WITHOUT ROWID;
  CREATE INDEX sfn_threads_due ON sfn_threads (due) WHERE due IS NOT NULL;
  CREATE INDEX sfn_threads_ready ON sfn_threads (waiting) WHERE waiting IN ('enter', 'attempt', 'invoke');
  CREATE TABLE sfn_events (
    execution INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, events TEXT NOT NULL, PRIMARY KEY (execution, first)
  ) WITHOUT ROWID;
  INSERT INTO sfn_versions VALUES ('v1', 'machine', '${JSON.stringify({ ...machine, Comment: 'as it was' })}', ${START});
  INSERT INTO sfn_executions VALUES (1, 'machine', 'one', 'v1', 'RUNNING', '{}', NULL, NULL, NULL, ${START}, NULL, NULL);
  INSERT INTO sfn_threads VALUES (1, 0, 'timer', ${START + 60_000}, '${JSON.stringify({
    id: 0,
    index: 0,
    last: 2,
    state: 'Wait',
    input: {},
    variables: {},
    waiting: 'timer',
    before: 0,
    entered: 2,
    enteredAt: START,
    retries: [],
    retried: 0,
    due: START + 60_000,
  })}');
  INSERT INTO sfn_events VALUES (1, 1, 2, '[{"id":1,"previousEventId":0,"timestamp":${START},"type":"ExecutionStarted"},{"id":2,"previousEventId":0,"timestamp":${START},"type":"WaitStateEntered"}]');
`;

describe('a data folder', () => {
  it('of an older version is brought forward, and its open executions go on as they started', async () => {
    const store = openStore(join(folder, 'a.db'));
    store.db.exec(FIRST_SCHEMA);
    const { clock, engine } = over(store);
    await (await engine).idle();
    clock.moveTo(START + 60_000);
    await (await engine).idle();

    expect(await (await engine).describeExecution(one)).toMatchObject({ status: 'SUCCEEDED', version: 'v1' });
    expect(await (await engine).getExecutionHistory(one)).toHaveLength(4);
    await (await engine).stop();
    store.close();
  });

  it('of a newer version is refused, and left as it is', async () => {
    const store = openStore(join(folder, 'a.db'));
    await (await over(store).engine).stop();
    store.db.exec("UPDATE sfn_meta SET value = '99' WHERE key = 'schema'");

    await expect(over(store).engine).rejects.toMatchObject({ name: 'NewerSchema' });
    expect(store.db.prepare("SELECT value FROM sfn_meta WHERE key = 'schema'").get()).toEqual({ value: '99' });
    store.close();
  });

  it('with a damaged page is reported, and nothing is written over it', async () => {
    const path = join(folder, 'a.db');
    const store = openStore(path);
    const engine = await over(store).engine;
    await engine.startExecution({ ...one, input: { long: 'x'.repeat(50_000) } });
    await engine.stop();
    store.close();
    const file = openSync(path, 'r+');
    for (let at = 4_096; at < readFileSync(path).length; at += 4_096)
      writeSync(file, Buffer.alloc(64, 0xff), 0, 64, at);
    closeSync(file);
    const before = readFileSync(path);

    const damaged = openStore(path);
    await expect(over(damaged).engine).rejects.toThrow(/malformed|corrupt/);
    damaged.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('an execution that cannot be read', () => {
  it('is reported and left as it is, and the others go on', async () => {
    const store = openStore(join(folder, 'a.db'));
    const { clock, engine: first } = over(store);
    const engine = await first;
    await engine.startExecution({ ...one, input: {} });
    await engine.startExecution({ ...one, name: 'two', input: {} });
    await engine.stop();
    store.db.exec("UPDATE sfn_executions SET version = 'gone' WHERE name = 'one'");
    const faults: unknown[] = [];
    const report = (fault: unknown) => void faults.push(fault);
    const next = await startEngine({
      store,
      clock,
      report,
      invoke: () => Promise.resolve(null),
      machines: { machine },
    });
    await next.idle();
    clock.moveTo(START + 60_000);
    await next.idle();

    expect(faults.map(String)).toEqual(['Error: No definition has the hash gone']);
    expect(await next.describeExecution(one)).toMatchObject({ status: 'RUNNING' });
    expect(await next.describeExecution({ ...one, name: 'two' })).toMatchObject({ status: 'SUCCEEDED' });
    await next.stop();
    store.close();
  });
});

describe('a disk that refuses to write for a while', () => {
  it('refuses a start, and holds up what runs until it writes again', async () => {
    const store = openStore(join(folder, 'a.db'));
    let isFull = false;
    const full: Store = {
      ...store,
      write: <T>(change: () => T): Promise<T> =>
        isFull ? Promise.reject(new Outage('The disk is full')) : store.write(change),
    };
    const { clock, engine } = over(full);
    await (await engine).startExecution({ ...one, input: {} });
    isFull = true;
    await expect((await engine).startExecution({ ...one, name: 'two', input: {} })).rejects.toBeInstanceOf(Outage);
    clock.moveTo(START + 60_000);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    isFull = false;
    await (await engine).idle();

    expect(await (await engine).describeExecution(one)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await (await engine).describeExecution({ ...one, name: 'two' })).toBeUndefined();
    await (await engine).stop();
    store.close();
  });
});

describe('a change of definition', () => {
  it('is for executions that start after it: those that are open keep theirs', async () => {
    const store = openStore(join(folder, 'a.db'));
    const { clock, engine } = over(store);
    await (await engine).startExecution({ ...one, input: {} });
    await (await engine).stop();
    const changed = { ...machine, StartAt: 'Go', States: { Go: { Type: 'Pass', Output: 'new', End: true } } };
    const next = await startEngine({
      store,
      clock,
      invoke: () => Promise.resolve(null),
      machines: { machine: changed },
    });
    await next.startExecution({ ...one, name: 'two', input: {} });
    await next.idle();
    clock.moveTo(START + 60_000);
    await next.idle();

    expect(await next.readExecution(one)).toEqual({ input: {}, output: {} });
    expect(await next.readExecution({ ...one, name: 'two' })).toEqual({ input: {}, output: 'new' });
    const versions = (await next.listExecutions({ machine: 'machine' })).executions.map(({ version }) => version);
    expect(new Set(versions).size).toBe(2);
    await next.stop();
    store.close();
  });
});
