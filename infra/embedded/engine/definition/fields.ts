import { diagnostic, isObject, SCHEMA, type Diagnostic, type Draft } from './diagnostics.ts';
import { retryDiagnostics } from './retries.ts';
import { shapeDiagnostics } from './shapes.ts';

type Language = 'JSONata' | 'JSONPath';

const words = (text: string) => text.split(/\s+/);

const onward = 'Next End Assign Output';

/** The fields of each type of state, with JSONata. */
const fields: Record<string, string[]> = {
  Task: words(`${onward} Retry Catch Arguments Resource TimeoutSeconds HeartbeatSeconds Credentials`),
  Pass: words(onward),
  Choice: words('Choices Default Assign Output'),
  Wait: words(`${onward} Seconds Timestamp`),
  Succeed: words('Output'),
  Fail: words('Error Cause'),
  Parallel: words(`${onward} Retry Catch Arguments Branches`),
  Map: words(
    `${onward} Retry Catch Items ItemProcessor ItemSelector ItemBatcher ItemReader ResultWriter MaxConcurrency
     ToleratedFailureCount ToleratedFailurePercentage Label`,
  ),
};

/** Fields that only the one language has. */
const onlyIn: Record<Language, string[]> = {
  JSONata: words('Arguments Output Items'),
  JSONPath: words(
    `InputPath OutputPath ResultPath Parameters ResultSelector Result ItemsPath SecondsPath TimestampPath ErrorPath
     CausePath TimeoutSecondsPath HeartbeatSecondsPath MaxConcurrencyPath Iterator ToleratedFailureCountPath
     ToleratedFailurePercentagePath`,
  ),
};

/** What a JSONPath state may have all the same, if it reads no path: a constant, or the whole document. */
const isHarmless = (type: unknown, field: string, value: unknown): boolean => {
  if (pathIn(value)) return false;
  if (field === 'Result') return type === 'Pass';
  if (field === 'Parameters') return type === 'Pass' || type === 'Task' || type === 'Parallel';
  return value === '$' && ['InputPath', 'OutputPath', 'ResultPath'].includes(field);
};

const scopeFields = new Set([
  'StartAt',
  'States',
  'Comment',
  'Version',
  'TimeoutSeconds',
  'QueryLanguage',
  'ProcessorConfig',
]);

/** Whether each state has the fields that its type and its query language have. */
export const fieldDiagnostics = ({ at, scope, states }: Draft, machine: Language): Diagnostic[] => [
  ...Object.keys(scope)
    .filter((field) => !scopeFields.has(field) || (at !== '' && field === 'QueryLanguage'))
    .map((field) => diagnostic(SCHEMA, `Field '${field}' is not supported`, at)),
  ...states.flatMap(([name, state]) => stateDiagnostics(state, `${at}/States/${name}`, machine)),
];

const languageOf = (state: Record<string, unknown>, machine: Language): Language => {
  const own = state['QueryLanguage'];
  return own === undefined ? machine : own === 'JSONPath' ? 'JSONPath' : 'JSONata';
};

const stateDiagnostics = (state: Record<string, unknown>, at: string, machine: Language): Diagnostic[] => {
  const language = languageOf(state, machine);
  const other: Language = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  const known = new Set(['Type', 'Comment', 'QueryLanguage', ...(fields[String(state['Type'])] ?? Object.keys(state))]);
  const found: Diagnostic[] = [];
  if (machine === 'JSONata' && state['QueryLanguage'] === 'JSONPath') {
    found.push(
      diagnostic(SCHEMA, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", at),
    );
  }
  for (const field of Object.keys(state)) {
    if (onlyIn[other].includes(field)) {
      found.push(
        diagnostic(
          SCHEMA,
          `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
          at,
        ),
      );
    } else if (language === 'JSONPath' && (onlyIn.JSONPath.includes(field) || pathIn(state[field]))) {
      if (isHarmless(state['Type'], field, state[field])) continue;
      found.push(diagnostic('UNSUPPORTED_JSONPATH', `This engine runs JSONata; field '${field}' needs JSONPath`, at));
    } else if (!known.has(field)) found.push(diagnostic(SCHEMA, `Field '${field}' is not supported`, at));
  }
  return [...found, ...shapeDiagnostics(state, at), ...retryDiagnostics(state, at)];
};

/** Whether a value of a JSONPath state would be read by path, or looks like an expression that JSONPath would not see. */
const pathIn = (value: unknown): boolean => {
  if (typeof value === 'string') return value.startsWith('{%');
  if (Array.isArray(value)) return value.some(pathIn);
  if (!isObject(value) || 'StartAt' in value || 'States' in value) return false;
  return 'Variable' in value || Object.entries(value).some(([key, each]) => key.endsWith('.$') || pathIn(each));
};
