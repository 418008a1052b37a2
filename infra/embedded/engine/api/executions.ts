import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Engine } from '../engine.ts';
import { ExecutionAlreadyExists, ExecutionDoesNotExist } from '../failure.ts';
import { executionOf, machineOf } from './arns.ts';
import { executionReply, historyReply, listed, seconds } from './replies.ts';
import { inputOf, maxResults, maybe, parse, status, text, type Operation } from './requests.ts';

const Start = z.object({ stateMachineArn: text, name: maybe, input: maybe, traceHeader: maybe });
const Which = z.looseObject({ executionArn: text });

/** Executions: started, read, stopped, redriven. */
export const executionOperations = (engine: Engine): Record<string, Operation> => {
  const describe = async (which: { machine: string; name: string }) => {
    const [description, data] = [await engine.describeExecution(which), await engine.readExecution(which)];
    if (!description || !data) throw new ExecutionDoesNotExist(`Execution Does Not Exist: '${which.name}'`);
    return { description, data };
  };

  return {
    StartExecution: async (body) => {
      const { stateMachineArn, name = randomUUID(), input } = parse(Start, body);
      const machine = machineOf(stateMachineArn);
      const before = await engine.describeExecution({ machine, name });
      // The name of a closed execution is used up, whatever its input was.
      if (before && before.status !== 'RUNNING') {
        throw new ExecutionAlreadyExists(`Execution Already Exists: '${executionReply(machine, name)}'`);
      }
      await engine.startExecution({ machine, name, input: inputOf(input) });
      const { description } = await describe({ machine, name });
      return { executionArn: executionReply(machine, name), startDate: seconds(description.startDate) };
    },
    StartSyncExecution: async (body) => {
      const { stateMachineArn, name = randomUUID(), input } = parse(Start, body);
      const machine = machineOf(stateMachineArn);
      await engine.startSyncExecution({ machine, name, input: inputOf(input) });
      const { description, data } = await describe({ machine, name });
      return listed(machine, description, data);
    },
    DescribeExecution: async (body) => {
      const which = executionOf(parse(Which, body).executionArn);
      const { description, data } = await describe(which);
      return listed(which.machine, description, data);
    },
    ListExecutions: async (body) => {
      const List = z.looseObject({ stateMachineArn: text, statusFilter: status, maxResults, nextToken: maybe });
      const { stateMachineArn, statusFilter, maxResults: limit, nextToken } = parse(List, body);
      const machine = machineOf(stateMachineArn);
      const wanted = {
        machine,
        ...(statusFilter && { status: statusFilter }),
        ...(limit && { limit }),
        ...(nextToken && { nextToken }),
      };
      const { executions, nextToken: more } = await engine.listExecutions(wanted);
      return {
        executions: executions.map((each) => listed(machine, each)),
        ...(more !== undefined && { nextToken: more }),
      };
    },
    GetExecutionHistory: async (body) => {
      const History = z.looseObject({
        executionArn: text,
        maxResults,
        reverseOrder: z.optional(z.boolean()),
        nextToken: maybe,
      });
      const { executionArn, ...page } = parse(History, body);
      return historyReply(await engine.getExecutionHistory(executionOf(executionArn)), page);
    },
    StopExecution: async (body) => {
      const Stop = z.object({ executionArn: text, error: maybe, cause: maybe });
      const { executionArn, error = '', cause = '' } = parse(Stop, body);
      const which = executionOf(executionArn);
      await describe(which);
      await engine.stopExecution({ ...which, error, cause });
      const { description } = await describe(which);
      return { stopDate: seconds(description.stopDate ?? Date.now()) };
    },
    RedriveExecution: async (body) => {
      const { redriveDate } = await engine.redriveExecution(executionOf(parse(Which, body).executionArn));
      return { redriveDate: seconds(redriveDate) };
    },
  };
};
