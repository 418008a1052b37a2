import { isObject } from '../definition/diagnostics.ts';
import { faultOf } from '../definition/json.ts';
import { InvalidDefinition, InvalidExecutionInput } from '../failure.ts';

/** JSON that a client sent as a string. @throws what `refuse` makes of it when it is none */
export const json = (given: string, refuse: (message: string) => Error): unknown => {
  try {
    return JSON.parse(given);
  } catch (error) {
    throw refuse(faultOf(given, error));
  }
};

/** @throws {InvalidExecutionInput} */
export const inputOf = (given = '{}') =>
  json(
    given,
    (message) =>
      new InvalidExecutionInput(
        `Invalid State Machine Execution Input: '${given === '' ? 'Invalid execution input.' : message}'`,
      ),
  );

/** A definition as an object; what else is wrong with its text is said by `validate`. @throws {InvalidDefinition} */
export const definitionOf = (given: string): Record<string, unknown> => {
  const value = json(
    given,
    (message) => new InvalidDefinition(`Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ${message}'`),
  );
  return isObject(value) ? value : {};
};
