import * as z from 'zod/mini';
import type { Engine } from '../engine.ts';
import { InvalidOutput } from '../failure.ts';
import { executionOperations } from './executions.ts';
import { machineOperations } from './machines.ts';
import { json } from './json.ts';
import { maybe, parse, text, type Operation } from './requests.ts';

/**
 * The operations of Step Functions over the engine, as the AWS JSON 1.0 protocol names them.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export const operations = (engine: Engine): Record<string, Operation> => ({
  ...machineOperations(engine),
  ...executionOperations(engine),
  SendTaskSuccess: async (body) => {
    const { taskToken, output } = parse(z.looseObject({ taskToken: text, output: text }), body);
    const refuse = (message: string) => new InvalidOutput(`Invalid Output: '${message}'`);
    await engine.sendTaskSuccess({ taskToken, output: json(output, refuse) });
    return {};
  },
  SendTaskFailure: async (body) => {
    await engine.sendTaskFailure(parse(z.looseObject({ taskToken: text, error: maybe, cause: maybe }), body));
    return {};
  },
  SendTaskHeartbeat: async (body) => {
    await engine.sendTaskHeartbeat(parse(z.looseObject({ taskToken: text }), body));
    return {};
  },
});
