import type { HostClock } from '#infra/embedded/clock';
import { serveEngine } from '#infra/embedded/engine/api/server';
import { startEngine } from '#infra/embedded/engine/engine';
import type { Invoke } from '#infra/embedded/engine/running/flights';
import { openStore } from '#infra/embedded/sqlite';
import { definitions } from './functionHost.ts';
import type { Answering } from './wire.ts';

/** Step Functions as clients see it: the engine of the embedded host, behind its own API. */
export const localStates = async (clock: HostClock, invoke: Invoke) => {
  const store = openStore(':memory:');
  const engine = await startEngine({ store, clock, machines: definitions, invoke });
  const api = await serveEngine(engine, 0);
  const answer: Answering = async ({ operation, body }) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` };
    const said = await fetch(api.url, { method: 'POST', headers, body: new Uint8Array(body) });
    return { status: said.status, headers: { 'content-type': headers['content-type'] }, body: await said.bytes() };
  };
  return {
    answer,
    idle: () => Promise.all([engine.idle(), store.drained()]),
    executions: async () => {
      const lists = Object.keys(definitions).map((machine) => engine.listExecutions({ machine, limit: 1_000 }));
      return (await Promise.all(lists)).flatMap(({ executions }) => executions);
    },
    stop: async () => {
      await api.close();
      await engine.stop();
      store.close();
    },
  };
};
