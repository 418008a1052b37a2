import type { Condition, Item, Key, Write } from '#shared/table/table';

/** Whether a condition holds on an item as it is; an absent item has no fields. */
export const holds = (item: Item | undefined, condition: Condition | undefined): boolean => {
  if (!condition) return true;
  const field = (name: string) => item?.[name];
  return (
    (condition.absent ?? []).every((name) => field(name) === undefined) &&
    Object.entries(condition.equal ?? {}).every(([name, value]) => field(name) === value) &&
    Object.entries(condition.atLeast ?? {}).every(([name, least]) => {
      const value = field(name);
      return typeof value === 'number' && value >= least;
    })
  );
};

/** The item as it is after a write. */
export const after = (write: Write, before: Item | undefined): Item | undefined => {
  if ('put' in write) return write.put;
  if ('delete' in write) return undefined;
  if ('check' in write) return before;
  const next: Record<string, Item[string]> & Key = { ...before, ...write.set, ...write.update };
  for (const [name, by] of Object.entries(write.add ?? {})) {
    const value = next[name] ?? 0;
    if (typeof value !== 'number') throw new TypeError(`${name} is not a number`);
    next[name] = value + by;
  }
  for (const name of write.remove ?? []) delete next[name];
  return next;
};
