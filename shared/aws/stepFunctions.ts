import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  type SFNClientConfig,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { NotFound } from '#shared/faults';
import type { HistoryEvent, Workflows } from '#shared/workflows';
import { eventOf, executionOf } from './executions.ts';
import { call } from './faults.ts';

const canonical = (input: unknown): string => JSON.stringify(input) ?? 'null';

/**
 * The workflows port on Step Functions. The port's faults are the SDK's own names, so they pass as they are.
 *
 * @param machines by pipeline the ARN through which executions start: that of an alias, so that a running execution
 *   keeps the version that it started with
 */
export const stepFunctions = (client: SFNClient, machines: Readonly<Record<string, string>>): Workflows => {
  const machineArn = (machine: string): string => {
    const arn = machines[machine];
    if (arn === undefined) throw new NotFound(`There is no machine ${machine}`);
    return arn;
  };
  /** arn:aws:states:r:1:stateMachine:Name:alias → arn:aws:states:r:1:execution:Name:name */
  const executionArn = (machine: string, name: string): string => {
    const [arn, partition, service, region, account, , machineName] = machineArn(machine).split(':');
    return [arn, partition, service, region, account, 'execution', machineName, name].join(':');
  };
  const describe = async (machine: string, name: string) => {
    try {
      const command = new DescribeExecutionCommand({ executionArn: executionArn(machine, name) });
      return await call('DescribeExecution', () => client.send(command));
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist || error instanceof NotFound) return undefined;
      throw error;
    }
  };

  return {
    async startExecution({ machine, name, input }) {
      const command = new StartExecutionCommand({
        stateMachineArn: machineArn(machine),
        name,
        input: canonical(input),
      });
      try {
        await call('StartExecution', () => client.send(command));
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
        // Step Functions takes the same start again only while it runs; once closed, the same input is the same start.
        const existing = await describe(machine, name);
        if (existing?.input !== canonical(input)) throw error;
      }
    },

    async sendTaskSuccess({ taskToken, output }) {
      const command = new SendTaskSuccessCommand({ taskToken, output: canonical(output) });
      await call('SendTaskSuccess', () => client.send(command));
    },

    async sendTaskFailure({ taskToken, error, cause }) {
      await call('SendTaskFailure', () => client.send(new SendTaskFailureCommand({ taskToken, error, cause })));
    },

    async stopExecution({ machine, name, error, cause }) {
      const command = new StopExecutionCommand({ executionArn: executionArn(machine, name), error, cause });
      await call('StopExecution', () => client.send(command));
    },

    async describeExecution({ machine, name }) {
      if (machines[machine] === undefined) return undefined;
      const found = await describe(machine, name);
      return found && executionOf(found);
    },

    async sendTaskHeartbeat({ taskToken }) {
      await call('SendTaskHeartbeat', () => client.send(new SendTaskHeartbeatCommand({ taskToken })));
    },

    async getExecutionHistory({ machine, name, reverseOrder, maxResults = 1_000 }) {
      const events: HistoryEvent[] = [];
      let nextToken: string | undefined;
      do {
        const command = new GetExecutionHistoryCommand({
          executionArn: executionArn(machine, name),
          maxResults,
          nextToken,
          ...(reverseOrder && { reverseOrder }),
        });
        const page = await call('GetExecutionHistory', () => client.send(command));
        events.push(...(page.events ?? []).map(eventOf));
        nextToken = reverseOrder ? undefined : page.nextToken;
      } while (nextToken !== undefined);
      return events;
    },

    async listExecutions({ machine, status, from = 0, to = Number.MAX_SAFE_INTEGER, limit, nextToken }) {
      // Of the machine, not of the alias that executions start through: those of older versions are listed too.
      const stateMachineArn = machineArn(machine).split(':').slice(0, 7).join(':');
      const command = new ListExecutionsCommand({
        stateMachineArn,
        maxResults: limit ?? 100,
        ...(status && { statusFilter: status }),
        ...(nextToken !== undefined && { nextToken }),
      });
      const page = await call('ListExecutions', () => client.send(command));
      const executions = (page.executions ?? []).map(executionOf);
      return {
        executions: executions.filter(({ startDate }) => startDate >= from && startDate < to),
        // Latest first: what follows an execution that is too old is older still.
        ...(page.nextToken !== undefined && !executions.some(({ startDate }) => startDate < from)
          ? { nextToken: page.nextToken }
          : {}),
      };
    },

    async redriveExecution({ machine, name }) {
      const command = new RedriveExecutionCommand({ executionArn: executionArn(machine, name) });
      const { redriveDate } = await call('RedriveExecution', () => client.send(command));
      return { redriveDate: redriveDate?.getTime() ?? 0 };
    },
  };
};

export const openWorkflows = (config: SFNClientConfig, machines: Readonly<Record<string, string>>): Workflows =>
  stepFunctions(new SFNClient(config), machines);
