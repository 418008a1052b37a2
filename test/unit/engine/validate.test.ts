import { describe, expect, it } from 'vitest';
import { validate } from '#infra/embedded/engine/definition/validate';

const machine = (States: object, more: object = {}) =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States, ...more });

const said = (text: string) =>
  validate(text).map(({ code, message, location }) => [code, message, location].filter(Boolean).join(' | '));

const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f' } };

const paths = (more: object) => machine({ A: { Type: 'Pass', End: true, ...more } }, { QueryLanguage: 'JSONPath' });

/** Where no source is named, the sentence is our own: AWS says as much in other words. */
describe('a definition', () => {
  it('that is right is accepted', () => {
    expect(said(machine({ A: { ...invoke, TimeoutSeconds: 5, Next: 'B' }, B: { Type: 'Succeed' } }))).toEqual([]);
  });

  it.each([
    [
      'a transition to nowhere',
      { A: { Type: 'Pass', Next: 'C' }, B: { Type: 'Pass', End: true } },
      [
        "MISSING_TRANSITION_TARGET | Missing 'Next' target: C | /States/A/Next",
        'MISSING_TRANSITION_TARGET | State "B" is not reachable. | /States/B',
      ],
    ],
    [
      'a catcher that leads nowhere',
      { A: { ...invoke, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'X' }], End: true } },
      ["MISSING_TRANSITION_TARGET | Missing 'Next' target: X | /States/A/Catch[0]/Next"],
    ],
    [
      'no end',
      { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
      ['MISSING_END_STATE | Workflow has no terminal state'],
    ],
    [
      'a Catch on a Pass',
      { A: { Type: 'Pass', Catch: [], End: true } },
      ["SCHEMA_VALIDATION_FAILED | Field 'Catch' is not supported | /States/A"],
    ],
    [
      'a path in JSONata',
      { A: { Type: 'Pass', InputPath: '$.a', End: true } },
      [
        "SCHEMA_VALIDATION_FAILED | The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage | /States/A",
      ],
    ],
    [
      'a day that there is not',
      { A: { Type: 'Wait', Timestamp: '2026-02-30T00:00:00Z', End: true } },
      ['SCHEMA_VALIDATION_FAILED | String does not match RFC3339 timestamp | /States/A/Timestamp'],
    ],
    [
      'a type that there is not',
      { A: { Type: 'Sleep', End: true } },
      [
        "SCHEMA_VALIDATION_FAILED | The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] | /States/A/Type",
      ],
    ],
    [
      'nobody to act for',
      { A: { ...invoke, Credentials: {}, End: true } },
      ["SCHEMA_VALIDATION_FAILED | The field 'RoleArn' is required but was missing | /States/A/Credentials"],
    ],
    [
      'no branches',
      { A: { Type: 'Parallel', Branches: [], End: true } },
      ['SCHEMA_VALIDATION_FAILED | Value cannot be empty | /States/A/Branches'],
    ],
    [
      'an expression that cannot be parsed',
      { A: { Type: 'Pass', Output: { v: '{% 1 + %}' }, End: true } },
      ['INVALID_JSONATA_EXPRESSION | Unexpected end of expression | /States/A/Output/v'],
    ],
    [
      'an expression that names the document',
      { A: { Type: 'Pass', Output: { v: '{% phone %}' }, End: true } },
      ["UNSUPPORTED_JSONATA_EXPRESSION | Reference to 'phone' at the top level is not supported. | /States/A/Output/v"],
    ],
  ])('with %s is refused, and the fault is named', (_, states, expected) => {
    expect(said(machine(states))).toEqual(expected);
  });

  it('may name fields of its data inside a path, a filter or a sort', () => {
    const Output = "{% $states.input.items[price > 3 and name != 'x']^(price).{'n': name} %}";
    expect(said(machine({ A: { Type: 'Pass', Output, End: true } }))).toEqual([]);
  });

  it('with a JSONPath state runs only when that state uses no path', () => {
    expect(said(paths({ Result: 1 }))).toEqual([]);
    expect(said(paths({ Parameters: { 'a.$': '$.a' } }))).toEqual([
      "UNSUPPORTED_JSONPATH | This engine runs JSONata; field 'Parameters' needs JSONPath | /States/A",
    ]);
  });

  it('is checked inside its branches, and names no state twice', () => {
    const branch = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Z', Foo: 1 } } };
    expect(said(machine({ A: { Type: 'Parallel', Branches: [branch], End: true } }))).toEqual([
      "SCHEMA_VALIDATION_FAILED | Field 'Foo' is not supported | /States/A/Branches[0]/States/A",
      'DUPLICATE_STATE_NAME | Duplicate State name: A | /States/A/Branches[0]/States/A',
      "MISSING_TRANSITION_TARGET | Missing 'Next' target: Z | /States/A/Branches[0]/States/A/Next",
      'MISSING_END_STATE | Workflow has no terminal state',
    ]);
  });

  it('without what it must have is told so', () => {
    expect(said('{}')).toEqual(['SCHEMA_VALIDATION_FAILED | These fields are required: [States, StartAt] | /']);
    expect(said(machine({ A: { Type: 'Map', ItemProcessor: { StartAt: 'B' }, End: true } }))).toEqual([
      'SCHEMA_VALIDATION_FAILED | These fields are required: [States] | /States/A/ItemProcessor',
    ]);
  });

  it('that is no JSON is said to be none', () => {
    expect(said('{')[0]).toMatch(/^INVALID_JSON_DESCRIPTION/);
    expect(said('not a definition')).toEqual([
      "INVALID_JSON_DESCRIPTION | Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    ]);
    expect(said('[]')).toEqual(['SCHEMA_VALIDATION_FAILED | Definition must be a valid JSON object']);
  });

  it('of an Express machine waits for nobody', () => {
    const A = { ...invoke, Resource: `${invoke.Resource}.waitForTaskToken`, End: true };
    const found = validate(machine({ A }), 'EXPRESS').map(({ message, location }) => [message, location]);
    expect(found).toEqual([
      ["Express state machine does not support '.waitForTaskToken' service integration", '/States/A/Resource'],
    ]);
    expect(said(machine({ A }))).toEqual([]);
  });
});
