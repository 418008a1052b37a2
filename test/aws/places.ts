import { INDEXES } from '#shared/table/table';
import { type Attributes, text } from './expressions.ts';

export const keyOf = (item: Attributes) => ({ pk: text(item, 'pk') ?? '', sk: text(item, 'sk') ?? '' });

/** A table and its indexes: by partition, then by key. */
export type Places = {
  /** @param place the name of an index, or nothing for the table itself */
  partition(place: string, pk: string): ReadonlyMap<string, Attributes>;
  read(key: Attributes): Attributes | undefined;
  keep(key: Attributes, item: Attributes | undefined): void;
  items(): readonly Attributes[];
};

export const openPlaces = (): Places => {
  const places = new Map<string, Map<string, Map<string, Attributes>>>(
    ['', ...INDEXES].map((name) => [name, new Map()]),
  );
  const partition = (place: string, pk: string) => places.get(place)?.get(pk) ?? new Map<string, Attributes>();
  const nameOf = (key: Attributes) => JSON.stringify(keyOf(key));
  const read = (key: Attributes) => partition('', keyOf(key).pk).get(nameOf(key));
  return {
    partition,
    read,
    keep: (key, item) => {
      const before = read(key);
      for (const [place, partitions] of places) {
        const field = place === '' ? 'pk' : `${place}Pk`;
        const [old, fresh] = [before && text(before, field), item && text(item, field)];
        if (old !== undefined && old !== fresh) partitions.get(old)?.delete(nameOf(key));
        if (fresh === undefined || !item || (place !== '' && text(item, `${place}Sk`) === undefined)) continue;
        const into = partitions.get(fresh) ?? new Map<string, Attributes>();
        into.set(nameOf(key), item);
        partitions.set(fresh, into);
      }
      if (!item) partition('', keyOf(key).pk).delete(nameOf(key));
    },
    items: () => [...(places.get('')?.values() ?? [])].flatMap((each) => [...each.values()]),
  };
};
