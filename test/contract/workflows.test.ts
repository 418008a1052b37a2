import { afterAll, describe, expect, it, vi } from 'vitest';
import { wakeFaults } from '#functions/wakeFaults';
import { resumedInput, standingOf } from '#shared/executions/resume';
import type { Workflows } from '#shared/workflows';
import { onEngine, onProtocol, onStepFunctions } from './machines.ts';
import { motoOrReason } from './moto.ts';

const { moto, reason } = await motoOrReason();
const places = [
  { name: 'the engine', open: onEngine },
  { name: 'Step Functions as the engine serves it', open: onProtocol },
  { name: `Step Functions${reason}`, open: moto && (() => onStepFunctions(moto.config)) },
];
afterAll(async () => moto?.[Symbol.asyncDispose]());

const input = { caseId: 'HA-1' };
const waits = { machine: 'waits', name: 'HA-1-r1' };
const passes = { machine: 'passes', name: 'HA-1-r1' };

const becomes = (workflows: Workflows, which: typeof waits, status: string) =>
  vi.waitFor(async () => expect(await workflows.describeExecution(which)).toMatchObject({ status }), {
    timeout: 10_000,
  });

const faultOf = async (promise: Promise<unknown>): Promise<string | undefined> => {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.name : 'not an error';
  }
};

describe.each(places)('workflows on $name', ({ open }) => {
  describe.skipIf(!open)('as everywhere', () => {
    const place = open ?? onEngine;

    it('run what is started, under its name', async () => {
      await using host = await place();
      expect(await host.workflows.describeExecution(passes)).toBeUndefined();
      await host.workflows.startExecution({ ...passes, input });
      await becomes(host.workflows, passes, 'SUCCEEDED');
      const startDate: unknown = expect.any(Number);
      expect(await host.workflows.describeExecution(passes)).toMatchObject({ name: passes.name, startDate });
    });

    it.for([passes, waits])(
      'take the same start again as the same, not one with another input ($machine)',
      async (which, { skip }) => {
        await using host = await place();
        await host.workflows.startExecution({ ...which, input });
        if (which === passes) await becomes(host.workflows, which, 'SUCCEEDED');
        else skip(!host.faithful, 'the emulator starts nothing while something runs');
        await host.workflows.startExecution({ ...which, input });
        const other = host.workflows.startExecution({ ...which, input: { caseId: 'HA-2' } });
        expect(await faultOf(other)).toBe('ExecutionAlreadyExists');
      },
    );

    it('wait for the answer to their token, and take one', async () => {
      await using host = await place();
      await host.workflows.startExecution({ ...waits, input });
      const taskToken = await host.token(waits.name);
      await becomes(host.workflows, waits, 'RUNNING');
      await host.workflows.sendTaskSuccess({ taskToken, output: { outcome: 'approve' } });
      await becomes(host.workflows, waits, 'SUCCEEDED');
      expect(wakeFaults).toContain(await faultOf(host.workflows.sendTaskSuccess({ taskToken, output: {} })));
    });

    it('tell what happened, in order, and which executions there are', async () => {
      await using host = await place();
      await host.workflows.startExecution({ ...passes, input });
      await becomes(host.workflows, passes, 'SUCCEEDED');
      const events = await host.workflows.getExecutionHistory(passes);
      expect(events[0]).toMatchObject({ id: 1, previousEventId: 0, type: 'ExecutionStarted' });
      expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
      if (host.faithful) expect(events.at(-1)).toMatchObject({ type: 'ExecutionSucceeded' });
      const newest = { reverseOrder: true, maxResults: 2 } as const;
      const last = await host.workflows.getExecutionHistory({ ...passes, ...newest });
      if (host.faithful) expect(last).toEqual(events.slice(-2).toReversed());
      const { executions } = await host.workflows.listExecutions({ machine: 'passes', status: 'SUCCEEDED' });
      expect(executions.map(({ name }) => name)).toContain(passes.name);
      const none = await host.workflows.listExecutions({ machine: 'passes', from: 32_503_680_000_000 });
      expect(none.executions).toEqual([]);
    });

    it('redrive nothing that has succeeded', async ({ skip }) => {
      await using host = await place();
      skip(!host.faithful, 'the emulator does not redrive');
      await host.workflows.startExecution({ ...passes, input });
      await becomes(host.workflows, passes, 'SUCCEEDED');
      expect(await faultOf(host.workflows.redriveExecution(passes))).toBe('ExecutionNotRedrivable');
    });

    it('take a sign of life of what waits, and of nothing that is over', async ({ skip }) => {
      await using host = await place();
      skip(!host.faithful, 'the emulator knows no sign of life');
      await host.workflows.startExecution({ ...waits, input });
      const taskToken = await host.token(waits.name);
      await host.workflows.sendTaskHeartbeat({ taskToken });
      await host.workflows.sendTaskSuccess({ taskToken, output: {} });
      await becomes(host.workflows, waits, 'SUCCEEDED');
      expect(wakeFaults).toContain(await faultOf(host.workflows.sendTaskHeartbeat({ taskToken })));
    });

    it('fail by an answer that says so', async () => {
      await using host = await place();
      await host.workflows.startExecution({ ...waits, input });
      await host.workflows.sendTaskFailure({
        taskToken: await host.token(waits.name),
        error: 'Refused',
        cause: 'said so',
      });
      await becomes(host.workflows, waits, 'FAILED');
      const why = await host.workflows.describeExecution(waits);
      if (host.faithful) expect(why).toMatchObject({ error: 'Refused', cause: 'said so' });
    });

    it('stop when told to', async ({ skip }) => {
      await using host = await place();
      skip(!host.faithful, 'the emulator cannot stop what waits');
      await host.workflows.startExecution({ ...waits, input });
      const taskToken = await host.token(waits.name);
      await host.workflows.stopExecution({ ...waits, error: 'Withdrawn', cause: 'by the applicant' });
      await becomes(host.workflows, waits, 'ABORTED');
      expect(wakeFaults).toContain(await faultOf(host.workflows.sendTaskSuccess({ taskToken, output: {} })));
    });

    it('go on as another execution from where one was stopped, with what it knew', async ({ skip }) => {
      await using host = await place();
      skip(!host.faithful, 'the emulator cannot stop what waits');
      await host.workflows.startExecution({ ...waits, input });
      const before = await host.token(waits.name);
      await host.workflows.stopExecution({ ...waits, error: 'HandedOver', cause: 'it goes on' });
      expect(await host.workflows.describeExecution(waits)).toMatchObject({ error: 'HandedOver' });
      const stand = standingOf(await host.workflows.getExecutionHistory(waits));
      expect(stand).toEqual({ state: 'Wait', variables: { round: 7 } });
      const next = { machine: 'waits-resumed', name: 'HA-1-r2' };
      for (let tries = 0; tries < 2; tries++) {
        await host.workflows.startExecution({ ...next, input: resumedInput('HA-1', stand) });
      }
      const taskToken = await host.token(next.name);
      expect(wakeFaults).toContain(await faultOf(host.workflows.sendTaskSuccess({ taskToken: before, output: {} })));
      await host.workflows.sendTaskSuccess({ taskToken, output: {} });
      await becomes(host.workflows, next, 'SUCCEEDED');
      const events = await host.workflows.getExecutionHistory(next);
      expect(events.at(-1)).toMatchObject({ executionSucceededEventDetails: { output: '7' } });
    });

    it('know no token but their own', async () => {
      await using host = await place();
      expect(wakeFaults).toContain(await faultOf(host.workflows.sendTaskSuccess({ taskToken: 'x', output: {} })));
    });
  });
});
