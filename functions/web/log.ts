/**
 * One line per failure, for the log: a stable code, what kind of error, where in our code. Never its message, which may
 * quote what somebody typed, and never the address, which may hold a token.
 */
export const logFailure = (code: string, id: string, error: unknown): void => {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const at = stack.split('\n').flatMap((line) => /^\s+at (?:async )?(.*)$/.exec(line)?.[1] ?? []);
  console.error(JSON.stringify({ level: 'error', code, id, error: name, at: at.slice(0, 6) }));
};
