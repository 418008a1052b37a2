import type { Keys } from '#shared/keys/keys';
import type { Item, Json, Write } from '#shared/table/table';

/** What moving between hosts (infra/move) needs of a host. Where a federation's data is, or is to be: a data folder, or a deployment on AWS. */
export type Source = {
  readonly kind: 'embedded' | 'aws';
  readonly keys: Keys;
  /** The key of blind indexes and links. */
  readonly blinding: () => Promise<Uint8Array>;
  /** Everything in the table but that key, partition by partition. */
  readonly items: () => AsyncIterable<Item> | Iterable<Item>;
  readonly files: () => AsyncIterable<MovedFile> | Iterable<MovedFile>;
  readonly executions: () => AsyncIterable<Standing> | Iterable<Standing>;
  /** What only the embedded host has: the engine's own rows, and the built-in mailbox. */
  readonly rows: () => Iterable<Row>;
};

export type Target = {
  readonly kind: 'embedded' | 'aws';
  /** @throws {BadInput} when there is something already */
  readonly mustBeEmpty: () => Promise<void>;
  /** What data keys are wrapped by here; absent where the archive's own key file has become the key file. */
  readonly keys?: Keys;
  readonly takeBlinding: (blinding: Uint8Array) => Promise<void>;
  readonly transact: (writes: readonly Write[]) => Promise<void>;
  readonly keep: (file: MovedFile) => Promise<void>;
  /** @returns false where rows of the embedded host are of no use */
  readonly takeRows: (rows: AsyncIterable<Row>) => Promise<boolean>;
  /** Starts executions where they stood. `id` keeps their names apart from those of before. */
  readonly resume: (standing: readonly Standing[], id: string) => Promise<void>;
};

export type MovedFile = { readonly key: string; readonly name: string; readonly body: Uint8Array };
export type Row = { readonly table: string; readonly row: Readonly<Record<string, string | number | null>> };

/** An execution that goes on elsewhere: in which state of its pipeline's machine it was, and with which variables. */
export type Standing = {
  readonly machine: string;
  readonly name: string;
  readonly caseId: string;
  readonly state: string;
  readonly variables: Readonly<Record<string, Json>>;
};

/** What an execution is called that was moved by the archive of this id. */
export const movedName = (caseId: string, id: string): string => `${caseId}-${id}`;
