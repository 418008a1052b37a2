import type { IndexName } from '#shared/table/table';

/**
 * What a function does to the world beyond reading and putting single items of the table, which each of them does: the
 * verbs of the ports that it was given. On AWS its role has the rights to these and to no others (infra/aws/data.ts),
 * and in tests whoever uses another is refused.
 */
export type Reach =
  | 'table.query'
  | `table.query.${IndexName}`
  | 'table.glance'
  | 'table.update'
  | 'table.delete'
  | 'table.check'
  /** A new key, for what has none yet. */
  | 'keys.wrap'
  | 'keys.unwrap'
  /** Links, and what is found by a blind index. */
  | 'keys.blind'
  | 'files.read'
  | 'files.write'
  | 'files.remove'
  | 'files.keep';

/** Of a step that waits: it opens a task with its links, or gives the one that is open a new token. */
export const waits: readonly Reach[] = ['table.query', 'table.update', 'table.delete', 'keys.blind'];

/** Of the steps that every pipeline may name. */
export const sharedReaches: Readonly<Record<string, readonly Reach[]>> = {
  begin: ['table.query'],
  ask: waits,
  notice: waits,
  close: ['table.update', 'table.delete'],
};
