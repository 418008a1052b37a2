import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Host } from '#shared/host';
import { newDataKey } from '#shared/keys/fields';
import { all, ConditionFailed, NEW, type Table } from '#shared/table/table';

/**
 * Registers: lists of people that exist before any campaign and say who must not be left out, such as the federation's
 * register of model workers. Each has a data key of its own, and is taken in like a roster.
 */
export const Register = z.object({
  /** Scope of its roster. */
  id: z.string().check(z.regex(/^REG-[0-9a-f]{12}$/)),
  name: z.string(),
  /** The class of people that it holds. */
  people: z.string(),
  wrappedKey: z.string(),
});
export type Register = z.infer<typeof Register>;

const PK = 'REGISTERS';
const keyOf = (id: string) => ({ pk: PK, sk: id });

export const registers = async (table: Table): Promise<Register[]> =>
  (await all(table, { pk: PK })).map((item) => Register.parse(item));

export const register = async (table: Table, id: string): Promise<Register | undefined> => {
  const item = await table.get(keyOf(id));
  return item ? Register.parse(item) : undefined;
};

/** The register of this name, made where there is none. */
export const registerNamed = async (
  host: Pick<Host, 'table' | 'keys' | 'random'>,
  name: string,
  people: string,
): Promise<Register> => {
  const id = `REG-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  const found = await register(host.table, id);
  if (found) return found;
  const { wrapped: wrappedKey } = await newDataKey(host, id);
  const made: Register = { id, name, people, wrappedKey };
  try {
    await host.table.transact([{ put: { ...made, ...keyOf(id) }, if: NEW }]);
    return made;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return (await register(host.table, id)) ?? made;
  }
};
