import * as z from 'zod/mini';
import { isObject } from '../definition/diagnostics.ts';
import { validate } from '../definition/validate.ts';
import type { Engine } from '../engine.ts';
import { MissingRequiredParameter, ValidationException } from '../failure.ts';
import { machineArn, machineOf } from './arns.ts';
import { definitionOf, inputOf, json } from './json.ts';
import { machineDescribed, machineListed, pageOf, seconds } from './replies.ts';
import { machineType, maybe, paging, parse, text, type Operation } from './requests.ts';

const Which = z.looseObject({ stateMachineArn: text });
const Create = z.looseObject({ name: text, definition: text, roleArn: text, type: machineType });
const Update = z.looseObject({ stateMachineArn: text, definition: maybe, roleArn: maybe });
const Validate = z.looseObject({
  definition: text,
  type: machineType,
  severity: z.optional(z.enum(['ERROR', 'WARNING'])),
  maxResults: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
});
const inspectionLevel = z.optional(z.enum(['INFO', 'DEBUG', 'TRACE']));
const Test = z.looseObject({
  definition: text,
  input: maybe,
  variables: maybe,
  stateName: maybe,
  inspectionLevel,
  stateConfiguration: z.optional(z.looseObject({ retrierRetryCount: z.optional(z.number()) })),
  mock: z.optional(
    z.looseObject({
      result: maybe,
      errorOutput: z.optional(z.looseObject({ error: maybe, cause: maybe })),
    }),
  ),
});

const MOST_DIAGNOSTICS = 100; // of a definition, where a client asks for no other number

/** Where there are names to put in, a definition is written anew. */
const written = (definition: string) => (definition.includes('${') ? definitionOf(definition) : definition);

/** Machines, and definitions that are to become machines. */
export const machineOperations = ({ machines, testState, now }: Engine): Record<string, Operation> => ({
  CreateStateMachine: async (body) => {
    const { name, definition, type } = parse(Create, body);
    const { created } = await machines.create(name, written(definition), type);
    return { stateMachineArn: machineArn(name), creationDate: seconds(created) };
  },
  UpdateStateMachine: async (body) => {
    const { stateMachineArn, definition, roleArn } = parse(Update, body);
    if (definition === undefined && roleArn === undefined) {
      throw new MissingRequiredParameter(
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    }
    const name = machineOf(stateMachineArn);
    const { version } =
      definition === undefined ? machines.find(name) : await machines.update(name, written(definition));
    return { updateDate: seconds(now()), revisionId: version.hash };
  },
  DeleteStateMachine: async (body) => {
    await machines.remove(machineOf(parse(Which, body).stateMachineArn));
    return {};
  },
  ListStateMachines: async (body) => {
    const { page, more } = pageOf(machines.list(), parse(z.looseObject(paging(1_024)), body));
    return { stateMachines: page.map(machineListed), ...more };
  },
  DescribeStateMachine: async (body) => machineDescribed(machines.find(machineOf(parse(Which, body).stateMachineArn))),
  ValidateStateMachineDefinition: async (body) => {
    const { definition, type, maxResults } = parse(Validate, body);
    const found = validate(definition, type);
    const diagnostics = found.slice(0, maxResults || MOST_DIAGNOSTICS);
    return {
      result: found.length === 0 ? 'OK' : 'FAIL',
      diagnostics,
      truncated: diagnostics.length < found.length,
    };
  },
  TestState: async (body) => {
    const { definition, input, variables, stateName, inspectionLevel: level, mock, ...more } = parse(Test, body);
    const named = json(variables ?? '{}', (message) => new ValidationException(`Invalid variables: '${message}'`));
    const retried = more.stateConfiguration?.retrierRetryCount;
    const { result, errorOutput } = mock ?? {};
    const isMocked = result !== undefined && {
      result: json(result, () => new ValidationException('Mocked result must be valid JSON')),
    };
    return testState({
      definition: definitionOf(definition),
      input: inputOf(input),
      ...(isObject(named) && { variables: named }),
      ...(stateName !== undefined && { stateName }),
      ...(level !== undefined && { level }),
      ...(retried !== undefined && { retried }),
      ...(mock && { mock: { ...isMocked, ...(errorOutput && { errorOutput }) } }),
    });
  },
});
