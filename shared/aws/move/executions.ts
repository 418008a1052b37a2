import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  paginateGetExecutionHistory,
  paginateListExecutions,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { HANDED_OVER } from '#shared/executions/handover';
import { pipelineNameOf, resumedInput, resumedName, standingOf } from '#shared/executions/resume';
import { BadInput } from '#shared/faults';
import { movedName, type Standing } from '#shared/move/place';

const Input = z.object({ caseId: z.string() });

/** arn:aws:states:r:1:stateMachine:Name:alias → without the alias */
const machineArn = (arn: string): string => arn.split(':').slice(0, 7).join(':');

type Listed = { readonly machine: string; readonly of: DescribeExecutionOutput };

/** The newest execution of each case that is not over. */
const newest = async (client: SFNClient, machines: Readonly<Record<string, string>>): Promise<Map<string, Listed>> => {
  const found = new Map<string, Listed>();
  const started = ({ of }: Listed) => of.startDate?.getTime() ?? 0;
  for (const [machine, alias] of Object.entries(machines)) {
    const stateMachineArn = machineArn(alias);
    for (const statusFilter of ['RUNNING', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
      for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn, statusFilter })) {
        for (const { executionArn } of executions) {
          const of = await client.send(new DescribeExecutionCommand({ executionArn }));
          const read = Input.safeParse(JSON.parse(of.input ?? '{}'));
          if (!read.success) continue;
          const other = found.get(read.data.caseId);
          if (!other || started(other) <= started({ machine, of })) found.set(read.data.caseId, { machine, of });
        }
      }
    }
  }
  return found;
};

/**
 * Executions that run, and those that failed: these are tried again where they stood, as a redrive would. One that an
 * operator stopped stays so; one that was stopped to be handed over goes on.
 */
export const standing = async function* (
  client: SFNClient,
  machines: Readonly<Record<string, string>>,
): AsyncGenerator<Standing> {
  for (const [caseId, { machine, of }] of await newest(client, machines)) {
    const { executionArn, name = '', status, error } = of;
    if (status === 'ABORTED' && error !== HANDED_OVER) continue;
    const history: object[] = [];
    const wanted = { executionArn, includeExecutionData: true };
    for await (const { events = [] } of paginateGetExecutionHistory({ client }, wanted)) history.push(...events);
    yield { machine: pipelineNameOf(machine), name, caseId, ...standingOf(history) };
  }
};

/** Starts executions where they stood, in the form of their machine that can be entered there. */
export const resume = async (
  client: SFNClient,
  machines: Readonly<Record<string, string>>,
  all: readonly Standing[],
  id: string,
): Promise<void> => {
  for (const { machine, caseId, ...stand } of all) {
    const stateMachineArn = machines[resumedName(machine)];
    if (stateMachineArn === undefined) throw new BadInput(`This deployment has no machine to take up ${machine}`);
    const input = JSON.stringify(resumedInput(caseId, stand));
    await client.send(new StartExecutionCommand({ stateMachineArn, name: movedName(caseId, id), input }));
  }
};
