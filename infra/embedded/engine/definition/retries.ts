import { diagnostic, isObject, SCHEMA, type Diagnostic } from './diagnostics.ts';

const objectsIn = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : []);

const limits = {
  IntervalSeconds: { least: 1, most: 99_999_999, whole: true },
  MaxAttempts: { least: 0, most: 99_999_999, whole: true },
  BackoffRate: { least: 1, most: Infinity, whole: false },
  MaxDelaySeconds: { least: 1, most: 31_622_400, whole: true },
};

/** Whether Retry, Catch and the timeouts of a state make sense. */
export const retryDiagnostics = (state: Record<string, unknown>, at: string): Diagnostic[] => {
  const found: Diagnostic[] = [];
  for (const field of ['Retry', 'Catch']) {
    const entries = objectsIn(state[field]);
    for (const [index, entry] of entries.entries()) {
      const path = `${at}/${field}[${index}]`;
      const names = Array.isArray(entry['ErrorEquals']) ? entry['ErrorEquals'] : [];
      if (names.length === 0) found.push(diagnostic(SCHEMA, "'ErrorEquals' must name at least one error", path));
      if (names.includes('States.ALL') && (names.length > 1 || index < entries.length - 1)) {
        found.push(diagnostic(SCHEMA, "'States.ALL' must appear alone, and in the last entry", path));
      }
      for (const [name, { least, most, whole }] of Object.entries(limits)) {
        const value = entry[name];
        if (typeof value !== 'number' || (value >= least && value <= most && (!whole || Number.isInteger(value))))
          continue;
        found.push(
          diagnostic(SCHEMA, `'${name}' must be ${whole ? 'a whole number ' : ''}from ${least} to ${most}`, path),
        );
      }
    }
  }
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
  for (const [name, value] of Object.entries({ TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat })) {
    if (typeof value === 'number' && (!Number.isInteger(value) || value < 1 || value > 99_999_999)) {
      found.push(diagnostic(SCHEMA, `'${name}' must be a whole number from 1 to 99999999`, at));
    }
  }
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
    found.push(diagnostic(SCHEMA, "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", at));
  }
  return found;
};
