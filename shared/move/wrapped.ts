import type { Keys } from '#shared/keys/keys';
import type { Item } from '#shared/table/table';

/** What a data key was wrapped with in mind: whatever it belongs to, by its id. */
const contextOf = (item: Item, field: string): string | undefined => {
  const id = item['id'];
  if (typeof id !== 'string') return undefined;
  if (field === 'wrappedKey') return id;
  return field === 'wrapped' && item.sk === 'DRAFT' ? `draft#${id}` : undefined;
};

/**
 * The item with its data key under the keys of another host; what the data key seals stays as it is.
 *
 * @throws when a field looks like a wrapped key but is none that we know: better no move than data that nobody can open
 */
export const rewrapped = async (item: Item, from: Keys, to: Keys): Promise<Item> => {
  const moved: Record<string, Item[string]> & { pk: string; sk: string } = { ...item };
  for (const [field, value] of Object.entries(item)) {
    if (!field.startsWith('wrapped') || value === undefined) continue;
    const context = contextOf(item, field);
    if (context === undefined || typeof value !== 'string') {
      throw new TypeError(`${item.pk} ${item.sk}: whose key is in ${field}?`);
    }
    moved[field] = await to.wrap(await from.unwrap(value, context), context);
  }
  return moved;
};
