import { LineCounter, isNode, parseDocument } from 'yaml';
import * as z from 'zod/mini';

/** A file that cannot be read as what it should be. The message is all that its author needs. */
export class BadScenario extends Error {
  override readonly name = 'BadScenario';
}

type Wrong = { readonly path: readonly PropertyKey[]; readonly message: string };

/**
 * Reads YAML of a shape.
 *
 * @param further what else can be wrong with it
 * @throws {BadScenario} with a line for each fault: where it stands, and what is wrong
 */
export const readYaml = <T>(
  file: string,
  text: string,
  shape: z.ZodMiniType<T>,
  further?: (read: T) => readonly Wrong[],
): T => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fail = (faults: readonly string[]) => new BadScenario(faults.map((fault) => `${file}: ${fault}`).join('\n'));
  if (document.errors.length > 0) {
    throw fail(
      document.errors.map(({ linePos, message }) => `line ${linePos?.[0].line ?? '?'}: ${message.split('\n')[0]}`),
    );
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const say = ({ path, message }: Wrong) =>
    `line ${lineOf(path)}, ${path.map((part) => (typeof part === 'number' ? `no. ${part + 1}` : String(part))).join(' › ') || 'the whole file'}: ${message}`;
  const read = z.safeParse(shape, document.toJS(), { error: wordsOf });
  if (!read.success) throw fail(read.error.issues.map(say));
  const more = further?.(read.data) ?? [];
  if (more.length > 0) throw fail(more.map(say));
  return read.data;
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'words',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'entries',
  record: 'entries',
};

/** zod/mini has no words of its own. */
const wordsOf: z.core.$ZodErrorMap = (issue) => {
  const { input } = issue;
  if (issue.code === 'invalid_type' && input === undefined) return 'is missing';
  if (issue.code === 'invalid_type')
    return `must be ${TYPES[issue.expected] ?? issue.expected}, not ${JSON.stringify(input)}`;
  if (issue.code === 'unrecognized_keys') return `nobody knows what to do with: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_format') return `must be a date like 2019-01-31, not ${JSON.stringify(input)}`;
  if (issue.code === 'too_small') return `must be at least ${String(issue.minimum)}`;
  return 'is not what belongs here';
};
