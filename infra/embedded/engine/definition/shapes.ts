import { diagnostic, isObject, SCHEMA, type Diagnostic } from './diagnostics.ts';
import { isInstant } from './instant.ts';

const resources =
  /^arn:aws[\w-]*:(states:::lambda:invoke(\.waitForTaskToken)?|states:::states:startExecution(\.sync:2)?|lambda:.+:function:.+)$/;

/** Whether a state has what its type must have, and where what it has must look like something. */
export const shapeDiagnostics = (state: Record<string, unknown>, at: string): Diagnostic[] => {
  const { Type: type, Choices: choices, Branches: branches, Timestamp: timestamp, Label: label } = state;
  const missing = (field: string) => diagnostic(SCHEMA, `Missing '${field}'`, at);
  const has = (...names: string[]) => names.filter((name) => name in state).length;
  switch (type) {
    case 'Task':
      return [...taskDiagnostics(state, at), ...onwardOf(state, at)];
    case 'Choice':
      return Array.isArray(choices) && choices.length > 0 ? [] : [missing('Choices')];
    case 'Wait':
      if (has('Seconds', 'Timestamp') !== 1)
        return [diagnostic(SCHEMA, "Exactly one of 'Seconds' and 'Timestamp' is required", at), ...onwardOf(state, at)];
      if (isLiteral(timestamp) && !isInstant(timestamp))
        return [diagnostic(SCHEMA, 'String does not match RFC3339 timestamp', `${at}/Timestamp`)];
      break;
    case 'Parallel':
      if (!Array.isArray(branches)) return [missing('Branches')];
      if (branches.length === 0) return [diagnostic(SCHEMA, 'Value cannot be empty', `${at}/Branches`)];
      break;
    case 'Map':
      if (!has('ItemProcessor')) return [missing('ItemProcessor')];
      return [...labelDiagnostics(label, at), ...onwardOf(state, at)];
    case 'Succeed':
    case 'Fail':
      return [];
  }
  return onwardOf(state, at);
};

const isLiteral = (value: unknown): value is string => typeof value === 'string' && !value.startsWith('{%');

const taskDiagnostics = ({ Resource: resource, Credentials: credentials }: Record<string, unknown>, at: string) => {
  const found: Diagnostic[] = [];
  if (typeof resource !== 'string') found.push(diagnostic(SCHEMA, "Missing 'Resource'", at));
  else if (!resources.test(resource)) {
    const why = 'The value is not a valid resource ARN, or the resource is not available in this region.';
    found.push(diagnostic(SCHEMA, `The resource provided ${resource} is not recognized. ${why}`, `${at}/Resource`));
  }
  if (isObject(credentials) && !('RoleArn' in credentials)) {
    found.push(diagnostic(SCHEMA, "The field 'RoleArn' is required but was missing", `${at}/Credentials`));
  }
  return found;
};

const LONGEST_LABEL = 40;

/** A label becomes a part of ARNs. */
const labelDiagnostics = (label: unknown, at: string): Diagnostic[] => {
  if (typeof label !== 'string') return [];
  if (label === '') return [diagnostic(SCHEMA, 'Label cannot be empty', `${at}/Label`)];
  if (label.length > LONGEST_LABEL)
    return [diagnostic(SCHEMA, `Label cannot exceed ${LONGEST_LABEL} characters`, `${at}/Label`)];
  const [letter] = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u.exec(label) ?? [];
  return letter === undefined
    ? []
    : [diagnostic(SCHEMA, `Label contains invalid character: '${letter}'`, `${at}/Label`)];
};

const onwardOf = (state: Record<string, unknown>, at: string): Diagnostic[] =>
  'Next' in state === (state['End'] === true)
    ? [diagnostic(SCHEMA, "Exactly one of 'Next' and 'End' is required", at)]
    : [];
