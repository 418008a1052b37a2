import * as z from 'zod/mini';

/** An item as it goes over the wire: `{"pk": {"S": "CASE#1"}, …}`. Values stay as they are; only keys and numbers are read. */
export const Attributes = z.record(z.string(), z.record(z.string(), z.json()));
export type Attributes = z.infer<typeof Attributes>;
type Value = Attributes[string];

/** The part of DynamoDB's expressions that the table port has words for; anything else is refused. */
export const Names = z._default(z.record(z.string(), z.string()), {});
type On = { readonly names: Readonly<Record<string, string>>; readonly values: Attributes };

/** DynamoDB's ValidationException. */
export class Invalid extends Error {
  override readonly name = 'ValidationException';
}

const CONDITION = /attribute_not_exists\((#\d+)\)|(#\d+) (=|>=|<=) (:\d+)|(#\d+) BETWEEN (:\d+) AND (:\d+)/g;

const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Within one type only: a text is never at least a number. */
const compare = (a: Value | undefined, b: Value | undefined): number | undefined => {
  if (a?.['N'] !== undefined && b?.['N'] !== undefined) return Number(a['N']) - Number(b['N']);
  if (typeof a?.['S'] === 'string' && typeof b?.['S'] === 'string') return bytewise(a['S'], b['S']);
  return undefined;
};
const same = (a: Value | undefined, b: Value | undefined): boolean =>
  a !== undefined && b !== undefined && (compare(a, b) ?? (JSON.stringify(a) === JSON.stringify(b) ? 0 : 1)) === 0;

/** Whether a ConditionExpression or KeyConditionExpression holds on an item. */
export const holds = (text: string | undefined, { names, values }: On, item: Attributes): boolean => {
  if (text === undefined) return true;
  const parts = [...text.matchAll(CONDITION)];
  if (parts.map(([part]) => part).join(' AND ') !== text) throw new Invalid(`Invalid ConditionExpression: ${text}`);
  const field = (name = '') => item[names[name] ?? ''];
  return parts.every(([, absent, left, operator, right = '', between, low = '', high = '']) => {
    if (absent !== undefined) return field(absent) === undefined;
    if (between !== undefined)
      return (compare(field(between), values[low]) ?? -1) >= 0 && (compare(field(between), values[high]) ?? 1) <= 0;
    if (operator === '=') return same(field(left), values[right]);
    const order = compare(field(left), values[right]);
    return order !== undefined && (operator === '>=' ? order >= 0 : order <= 0);
  });
};

/** What an UpdateExpression makes of an item. */
export const updated = (text: string, { names, values }: On, item: Attributes): Attributes => {
  const next = { ...item };
  const clauses = [...text.matchAll(/(SET|ADD|REMOVE) (.*?)(?= SET | ADD | REMOVE |$)/g)];
  if (clauses.map(([clause]) => clause).join(' ') !== text) throw new Invalid(`Invalid UpdateExpression: ${text}`);
  for (const [, word, list = ''] of clauses) {
    for (const part of list.split(', ')) {
      const [, name = '', value = ''] = /^(#\d+)(?: =)?(?: (:\d+))?$/.exec(part) ?? [];
      const [field, by] = [names[name], values[value]];
      if (field === undefined || (word !== 'REMOVE' && by === undefined)) throw new Invalid(`Invalid: ${part}`);
      if (word === 'REMOVE') delete next[field];
      else if (word === 'SET') next[field] = by ?? {};
      else next[field] = { N: String(Number(next[field]?.['N'] ?? 0) + Number(by?.['N'])) };
    }
  }
  return next;
};

export const text = (item: Attributes, field: string): string | undefined => {
  const value = item[field]?.['S'];
  return typeof value === 'string' ? value : undefined;
};

/** The order of a query's items: by sort key, those of an index with the same one by their own key. */
export const inOrder =
  (fields: readonly string[]) =>
  (a: Attributes, b: Attributes): number => {
    for (const field of fields) {
      const order = bytewise(text(a, field) ?? '', text(b, field) ?? '');
      if (order !== 0) return order;
    }
    return 0;
  };
