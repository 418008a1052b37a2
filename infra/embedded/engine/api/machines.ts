import * as z from 'zod/mini';
import { isObject } from '../definition/diagnostics.ts';
import { validate } from '../definition/validate.ts';
import type { Engine } from '../engine.ts';
import { machineOf } from './arns.ts';
import { described, machineListed, machineReply, seconds } from './replies.ts';
import { definitionOf, inputOf, maybe, parse, text, type Operation } from './requests.ts';

/** Machines, and definitions that are to become machines. */
export const machineOperations = ({ machines, testState }: Engine): Record<string, Operation> => ({
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
    return testState({
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
});
