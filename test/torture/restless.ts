import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '#infra/embedded/routes';
import { readSettings } from '#infra/embedded/settings';
import { firstSignIn } from '#infra/embedded/signIn';
import { start } from '#infra/embedded/start';
import { getCase } from '#shared/cases/change';
import { Execution, executionItem, executionsOf } from '#shared/executions/executions';
import { lookAfter } from '#shared/executions/handover';
import { CaseId } from '#shared/ids';
import { pipelineOf } from '#workflows/index';

/**
 * The shipped host, on which no execution stays: wherever a case comes to, it is handed over as if its year were over.
 * Started in place of the host by whoever plays a scenario.
 */
const OLD = { days: -1, events: 0 };
const AGAIN_MS = 20;

const started = await start(readSettings(process.env), routes);
await firstSignIn(started.embedded);
const { embedded } = started;
const { host, engine } = embedded;
const until = { stopped: false };
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    until.stopped = true;
    started.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

/** Each once in every place that it comes to: a case that has not changed since has been handed over there. */
const handedOver = new Map<CaseId, number>();

const handOver = async (caseId: CaseId): Promise<void> => {
  const { version } = await getCase(host.table, caseId);
  if (handedOver.get(caseId) === version) return;
  const last = (await executionsOf(host.table, caseId)).at(-1);
  if (!last || last.endedAt !== undefined) return;
  // Due, as it is when the sweep finds it: what is broken off here is found again.
  await host.table.transact([{ put: executionItem(last, host.clock.now()), if: { absent: ['endedAt'] } }]);
  await lookAfter(host, Execution.parse(last), (pipeline) => pipelineOf(pipeline).machine, OLD);
  if (((await executionsOf(host.table, caseId)).at(-1)?.n ?? 0) > last.n) handedOver.set(caseId, version);
};

while (!until.stopped) {
  for (const { name: machine } of engine.machines.list()) {
    const { executions } = await engine.listExecutions({ machine, status: 'RUNNING' });
    for (const { name } of executions) {
      const caseId = CaseId.safeParse(name.split('-').slice(0, 3).join('-'));
      if (caseId.success && !until.stopped) {
        await handOver(caseId.data).catch((error: unknown) => console.error(`Restless: ${String(error)}`));
      }
    }
  }
  await sleep(AGAIN_MS);
}
