import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { convertToAttr } from '@aws-sdk/util-dynamodb';
import type { Condition, Fields, Json, Query } from '#shared/table/table';

/** The names and values that stand for `#n` and `:v` in the expressions of one request. */
export type Placeholders = {
  readonly name: (field: string) => string;
  readonly value: (value: Json) => string;
  readonly used: () => {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, AttributeValue>;
  };
};

export const placeholders = (): Placeholders => {
  const names = new Map<string, string>();
  const values: Record<string, AttributeValue> = {};
  let count = 0;
  return {
    name: (field) => {
      const known = names.get(field) ?? `#${names.size}`;
      names.set(field, known);
      return known;
    },
    value: (value) => {
      const name = `:${count++}`;
      values[name] = convertToAttr(value, { removeUndefinedValues: true });
      return name;
    },
    used: () => ({
      ...(names.size > 0 && {
        ExpressionAttributeNames: Object.fromEntries([...names].map(([field, n]) => [n, field])),
      }),
      ...(count > 0 && { ExpressionAttributeValues: values }),
    }),
  };
};

/** @returns nothing when there is nothing to hold */
export const condition = (on: Placeholders, { absent = [], equal = {}, atLeast = {} }: Condition = {}) => {
  const parts = [
    ...absent.map((field) => `attribute_not_exists(${on.name(field)})`),
    ...Object.entries(equal).map(([field, value]) => `${on.name(field)} = ${on.value(value)}`),
    // A text is never "at least" a number, but DynamoDB compares within one type only, so nothing more is needed.
    ...Object.entries(atLeast).map(([field, least]) => `${on.name(field)} >= ${on.value(least)}`),
  ];
  return parts.length === 0 ? {} : { ConditionExpression: parts.join(' AND ') };
};

type Change = {
  readonly set?: Fields;
  readonly add?: Readonly<Record<string, number>>;
  readonly remove?: readonly string[];
};

/** A field that is set to undefined is removed, as it is when the whole item is written. */
export const update = (on: Placeholders, { set = {}, add = {}, remove = [] }: Change) => {
  const kept = Object.entries(set).flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const]));
  const gone = [...remove, ...Object.keys(set).filter((field) => set[field] === undefined)];
  const clause = (word: string, parts: readonly string[]) =>
    parts.length === 0 ? [] : [`${word} ${parts.join(', ')}`];
  const text = [
    ...clause(
      'SET',
      kept.map(([field, value]) => `${on.name(field)} = ${on.value(value)}`),
    ),
    ...clause(
      'ADD',
      Object.entries(add).map(([field, by]) => `${on.name(field)} ${on.value(by)}`),
    ),
    ...clause(
      'REMOVE',
      gone.map((field) => on.name(field)),
    ),
  ].join(' ');
  return text === '' ? {} : { UpdateExpression: text };
};

/** One partition, or a range of it. DynamoDB takes no empty text in a key, and no range that ends before it starts. */
export const keyRange = (
  on: Placeholders,
  [pk, sk]: readonly [string, string],
  { pk: of, from = '', to }: Query,
): string => {
  const partition = `${on.name(pk)} = ${on.value(of)}`;
  if (from !== '' && to !== undefined)
    return `${partition} AND ${on.name(sk)} BETWEEN ${on.value(from)} AND ${on.value(to)}`;
  if (from !== '') return `${partition} AND ${on.name(sk)} >= ${on.value(from)}`;
  return to === undefined ? partition : `${partition} AND ${on.name(sk)} <= ${on.value(to)}`;
};
