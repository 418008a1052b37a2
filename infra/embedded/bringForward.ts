import * as z from 'zod/mini';
import { executionItem, executionKey, nextLook } from '#shared/executions/executions';
import { CaseId } from '#shared/ids';
import { ConditionFailed, NEW } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import { pipelines } from '#workflows/index';
import type { Embedded } from './host.ts';

const Input = z.object({ caseId: CaseId });

/**
 * From layout 1 to 2: executions that were open before the table knew of executions are written down, so that they are
 * looked after like every other. Done again after a crash it does nothing twice.
 */
export const bringForward = async ({ host, engine }: Pick<Embedded, 'host' | 'engine'>): Promise<void> => {
  for (const machine of Object.keys(pipelines)) {
    let nextToken: string | undefined;
    do {
      const page = await engine.listExecutions({ machine, ...(nextToken !== undefined && { nextToken }) });
      for (const { name, status, version, startDate } of page.executions) {
        if (status === 'SUCCEEDED') continue;
        const { caseId } = Input.parse((await engine.readExecution({ machine, name }))?.input);
        if (await host.table.get(executionKey(caseId, 1))) continue;
        const startedAt = Instant.parse(startDate);
        const item = executionItem({ caseId, n: 1, machine, name, version, startedAt }, nextLook(caseId, startedAt));
        await host.table.transact([{ put: item, if: NEW }]).catch((error: unknown) => {
          if (!(error instanceof ConditionFailed)) throw error; // the pump has just started it
        });
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
};
