import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Engine } from '../engine.ts';
import { executionOf, machineOf } from './arns.ts';
import { described, executionReply, historyReply, listed, machineListed, machineReply, seconds } from './replies.ts';
import { isObject } from '../definition/diagnostics.ts';
import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidDefinition,
  InvalidOutput,
  ValidationException,
} from '../failure.ts';
import { validate } from '../definition/validate.ts';

const text = z.string();
const maybe = z.optional(z.string());
const status = z.optional(z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']));
const maxResults = z.optional(z.number());

const parse = <T extends z.ZodMiniType>(schema: T, body: unknown): z.output<T> => {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ValidationException(z.prettifyError(parsed.error));
  return parsed.data;
};

/** JSON that a client sent as a string. @throws what `refuse` makes of it when it is none */
const json = (given: string, refuse: (message: string) => Error): unknown => {
  try {
    return JSON.parse(given);
  } catch (error) {
    throw refuse(String(error));
  }
};
const inputOf = (given = '{}') =>
  json(given, (message) => new ValidationException(`Invalid State Machine Execution Input: '${message}'`));

/** A definition as an object; what is wrong with its text is said by `validate`. */
const definitionOf = (given: string): Record<string, unknown> => {
  const value = json(
    given,
    (message) => new InvalidDefinition(`Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ${message}'`),
  );
  return isObject(value) ? value : {};
};

const Start = z.object({ stateMachineArn: text, name: maybe, input: maybe, traceHeader: maybe });
const Which = z.looseObject({ executionArn: text });

type Operation = (body: unknown) => Promise<object>;

/**
 * The operations of Step Functions over the engine, as the AWS JSON 1.0 protocol names them.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export const operations = (engine: Engine): Record<string, Operation> => {
  const { machines } = engine;

  const describe = async (which: { machine: string; name: string }) => {
    const [description, data] = [await engine.describeExecution(which), await engine.readExecution(which)];
    if (!description || !data) throw new ExecutionDoesNotExist(`Execution Does Not Exist: '${which.name}'`);
    return { description, data };
  };

  return {
    CreateStateMachine: async (body) => {
      const Create = z.looseObject({ name: text, definition: text, type: z.optional(z.enum(['STANDARD', 'EXPRESS'])) });
      const { name, definition, type } = parse(Create, body);
      const { version, created } = await machines.create(name, definitionOf(definition), type);
      return { stateMachineArn: machineReply(version.machine), creationDate: seconds(created) };
    },
    UpdateStateMachine: async (body) => {
      const { stateMachineArn, definition } = parse(z.looseObject({ stateMachineArn: text, definition: text }), body);
      const { version } = await machines.update(machineOf(stateMachineArn), definitionOf(definition));
      return { updateDate: seconds(Date.now()), revisionId: version.hash };
    },
    ListStateMachines: async () => ({
      stateMachines: machines.list().map(machineListed),
    }),
    DescribeStateMachine: async (body) => {
      const { stateMachineArn } = parse(z.looseObject({ stateMachineArn: text }), body);
      return described(machines.find(machineOf(stateMachineArn)));
    },
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
    SendTaskSuccess: async (body) => {
      const { taskToken, output } = parse(z.object({ taskToken: text, output: text }), body);
      const refuse = (message: string) => new InvalidOutput(`Invalid Output: '${message}'`);
      await engine.sendTaskSuccess({ taskToken, output: json(output, refuse) });
      return {};
    },
    SendTaskFailure: async (body) => {
      const {
        taskToken,
        error = '',
        cause = '',
      } = parse(z.object({ taskToken: text, error: maybe, cause: maybe }), body);
      await engine.sendTaskFailure({ taskToken, error, cause });
      return {};
    },
    SendTaskHeartbeat: async (body) => {
      await engine.sendTaskHeartbeat(parse(z.object({ taskToken: text }), body));
      return {};
    },
    ValidateStateMachineDefinition: async (body) => {
      const diagnostics = validate(parse(z.looseObject({ definition: text }), body).definition);
      return { result: diagnostics.length === 0 ? 'OK' : 'FAIL', diagnostics, truncated: false };
    },
    TestState: async (body) => {
      const Mock = z.object({ result: maybe, errorOutput: z.optional(z.object({ error: maybe, cause: maybe })) });
      const Test = z.looseObject({
        definition: text,
        input: maybe,
        variables: maybe,
        stateName: maybe,
        mock: z.optional(Mock),
      });
      const { definition, input, variables, stateName, mock } = parse(Test, body);
      const given = inputOf(variables);
      return engine.testState({
        definition: definitionOf(definition),
        input: inputOf(input),
        ...(isObject(given) && { variables: given }),
        ...(stateName !== undefined && { stateName }),
        ...(mock && {
          mock: {
            ...(mock.result !== undefined && { result: inputOf(mock.result) }),
            ...(mock.errorOutput && { errorOutput: JSON.parse(JSON.stringify(mock.errorOutput)) }),
          },
        }),
      });
    },
  };
};
