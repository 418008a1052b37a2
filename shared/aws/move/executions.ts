import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  type SFNClient,
  StartExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import type { Standing } from '#shared/move/place';
import { resumable, standingOf } from '#shared/move/resume';

const Input = z.object({ caseId: z.string() });

/** arn:aws:states:r:1:stateMachine:Name:alias → without the alias */
const machineArn = (arn: string): string => arn.split(':').slice(0, 7).join(':');

/** Executions that run, and those that failed: these are tried again where they stood, as a redrive would. */
export const standing = async function* (client: SFNClient, machine: string, alias: string): AsyncGenerator<Standing> {
  const stateMachineArn = machineArn(alias);
  for (const statusFilter of ['RUNNING', 'FAILED', 'TIMED_OUT'] as const) {
    for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn, statusFilter })) {
      for (const { executionArn, name = '' } of executions) {
        const { input = '{}' } = await client.send(new DescribeExecutionCommand({ executionArn }));
        const read = Input.safeParse(JSON.parse(input));
        if (!read.success) continue;
        const history: object[] = [];
        const wanted = { executionArn, includeExecutionData: true };
        for await (const { events = [] } of paginateGetExecutionHistory({ client }, wanted)) history.push(...events);
        yield { machine, name, ...read.data, ...standingOf(history) };
      }
    }
  }
};

/**
 * Starts executions where they stood. The machine gets its ways in for a moment: they are a version of its own, on
 * which what was moved runs to its end, while new executions start through the alias as before. Then the definition
 * is put back, so that the stack finds what it deployed.
 */
export const resume = async (
  client: SFNClient,
  machines: Readonly<Record<string, string>>,
  all: readonly Standing[],
  id: string,
): Promise<void> => {
  for (const [machine, alias] of Object.entries(machines)) {
    const moved = all.filter((each) => each.machine === machine);
    if (moved.length === 0) continue;
    const stateMachineArn = machineArn(alias);
    const { definition = '' } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const opened = JSON.stringify(resumable(JSON.parse(definition)));
    const { stateMachineVersionArn = stateMachineArn } = await client.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: opened, publish: true }),
    );
    try {
      for (const { caseId, state, variables } of moved) {
        const input = JSON.stringify({ caseId, resume: { state, variables } });
        const name = `${caseId}-${id}`;
        await client.send(new StartExecutionCommand({ stateMachineArn: stateMachineVersionArn, name, input }));
      }
    } finally {
      await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    }
  }
};
