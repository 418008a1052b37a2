import type { State } from './definition/definition.ts';
import { isObject } from './definition/diagnostics.ts';
import { InvalidDefinition, ValidationException } from './failure.ts';

/** What a state that is tested is given instead of what its task or its branches would give. */
export type Mock = { result?: unknown; errorOutput?: { error?: string | undefined; cause?: string | undefined } };

const hasBranches = ({ Type }: State) => Type === 'Map' || Type === 'Parallel';

/** @throws {ValidationException} {InvalidDefinition} what AWS does not test */
export const checkMock = (state: State, mock: Mock | undefined) => {
  if (!mock) {
    if (!hasBranches(state)) return;
    const types = '[Task, Wait, Pass, Succeed, Fail, Choice]';
    throw new InvalidDefinition(
      `TestState API does not support Map or Parallel states. Supported state types include: ${types}`,
    );
  }
  const refuse = (message: string) => {
    throw new ValidationException(message);
  };
  const { result, errorOutput } = mock;
  if (state.Type !== 'Task' && !hasBranches(state))
    refuse(`State type '${state.Type}' is not supported when a mock is specified`);
  if (result !== undefined && errorOutput)
    refuse('A test mock should have only one of the following fields: [result, errorOutput].');
  if (errorOutput || !hasBranches(state)) return;
  if (state.ResultWriter && !isObject(result)) refuse('Mocked result must be a JSON object.');
  if (state.ResultWriter) return;
  if (!Array.isArray(result)) return refuse('Mocked result must be an array.');
  if (state.Branches && state.Branches.length !== result.length)
    refuse('Mocked result must contain the same number of items as number of Parallel branches.');
};
