import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Engine } from '../engine.ts';
import { ExecutionAlreadyExists, ExecutionDoesNotExist, StateMachineTypeNotSupported } from '../failure.ts';
import { notRedrivable } from '../redriving.ts';
import { executionArn, executionOf, expressArn, machineOf } from './arns.ts';
import { inputOf } from './json.ts';
import {
  eventReply,
  executionDescribed,
  executionListed,
  expressEnded,
  machineDescribed,
  pageOf,
  seconds,
} from './replies.ts';
import { flag, maybe, paging, parse, status, text, type Operation } from './requests.ts';

const Start = z.looseObject({
  stateMachineArn: text,
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  input: maybe,
});
const Which = z.looseObject({ executionArn: text });
const List = z.looseObject({ stateMachineArn: text, statusFilter: status, ...paging(3_096) });
const History = z.looseObject({ executionArn: text, reverseOrder: flag, includeExecutionData: flag, ...paging(1_024) });

/** Executions: started, read, stopped, redriven. */
export const executionOperations = (engine: Engine): Record<string, Operation> => {
  const describe = async (which: { machine: string; name: string }) => {
    const [description, data] = [await engine.describeExecution(which), await engine.readExecution(which)];
    if (!description || !data) throw new ExecutionDoesNotExist(executionArn(which.machine, which.name));
    return { description, data };
  };
  const ofType = (arn: string, type: 'STANDARD' | 'EXPRESS') => {
    const machine = machineOf(arn);
    if (engine.machines.find(machine).type === type) return machine;
    throw new StateMachineTypeNotSupported('This operation is not supported by this type of state machine');
  };

  return {
    StartExecution: async (body) => {
      const { stateMachineArn, name = randomUUID(), input } = parse(Start, body);
      const machine = machineOf(stateMachineArn);
      const isExpress = engine.machines.find(machine).type === 'EXPRESS';
      const before = await engine.describeExecution({ machine, name });
      // The name of a closed execution is used up, whatever its input was.
      if (before && before.status !== 'RUNNING') {
        throw new ExecutionAlreadyExists(`Execution Already Exists: '${executionArn(machine, name)}'`);
      }
      await engine.startExecution({ machine, name, input: inputOf(input) });
      const { description } = await describe({ machine, name });
      return {
        executionArn: (isExpress ? expressArn : executionArn)(machine, name),
        startDate: seconds(description.startDate),
      };
    },
    StartSyncExecution: async (body) => {
      const { stateMachineArn, name = randomUUID(), input } = parse(Start, body);
      const machine = ofType(stateMachineArn, 'EXPRESS');
      await engine.startSyncExecution({ machine, name, input: inputOf(input) });
      const { description, data } = await describe({ machine, name });
      return expressEnded(machine, description, data);
    },
    DescribeExecution: async (body) => {
      const which = executionOf(parse(Which, body).executionArn);
      const { description, data } = await describe(which);
      const reason = notRedrivable(
        { status: description.status, stopped: description.stopDate, events: await engine.countEvents(which) },
        engine.now(),
      );
      return executionDescribed(which.machine, description, data, reason);
    },
    DescribeStateMachineForExecution: async (body) => {
      const which = executionOf(parse(Which, body).executionArn);
      const { description } = await describe(which);
      const { machines } = engine;
      const {
        status: _,
        type: __,
        creationDate: updateDate,
        ...described
      } = machineDescribed({
        ...machines.find(which.machine),
        version: machines.version(description.version),
      });
      return { ...described, updateDate };
    },
    ListExecutions: async (body) => {
      const { stateMachineArn, statusFilter, maxResults, nextToken } = parse(List, body);
      const machine = ofType(stateMachineArn, 'STANDARD');
      const { executions, nextToken: more } = await engine.listExecutions({
        machine,
        ...(statusFilter && { status: statusFilter }),
        ...(maxResults && { limit: maxResults }),
        ...(nextToken !== undefined && { nextToken }),
      });
      return {
        executions: executions.map((each) => executionListed(machine, each)),
        ...(more !== undefined && { nextToken: more }),
      };
    },
    GetExecutionHistory: async (body) => {
      const { executionArn: arn, reverseOrder, includeExecutionData = true, ...asked } = parse(History, body);
      const events = await engine.getExecutionHistory(executionOf(arn));
      const { page, more } = pageOf(reverseOrder ? events.toReversed() : events, asked);
      return { events: page.map((event) => eventReply(event, includeExecutionData)), ...more };
    },
    StopExecution: async (body) => {
      const Stop = z.looseObject({ executionArn: text, error: maybe, cause: maybe });
      const { executionArn: arn, error = '', cause = '' } = parse(Stop, body);
      const which = executionOf(arn);
      await describe(which);
      await engine.stopExecution({ ...which, error, cause });
      const { description } = await describe(which);
      return { stopDate: seconds(description.stopDate ?? engine.now()) };
    },
    RedriveExecution: async (body) => {
      const { redriveDate } = await engine.redriveExecution(executionOf(parse(Which, body).executionArn));
      return { redriveDate: seconds(redriveDate) };
    },
  };
};
