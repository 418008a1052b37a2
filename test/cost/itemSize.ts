import { type IndexName, type Item, type Json } from '#shared/table/table';

/**
 * Bytes of an item as DynamoDB counts them: names and values of its attributes.
 *
 * Strings in UTF-8; a number about one byte for two significant digits and one more, and one for a minus sign; null
 * and booleans one byte; lists and maps three bytes, and one more for each entry.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemSize = (item: Readonly<Record<string, Json | undefined>>): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => (value === undefined ? sum : sum + utf8(name) + valueSize(value)),
    0,
  );

const utf8 = (text: string) => Buffer.byteLength(text);

const CONTAINER = 3;

const valueSize = (value: Json): number => {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return utf8(value);
  if (typeof value === 'number') return numberSize(value);
  if (isList(value)) return value.reduce((sum: number, each) => sum + 1 + valueSize(each), CONTAINER);
  const entries = Object.values(value).filter((each) => each !== undefined).length;
  return CONTAINER + entries + itemSize(value);
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** DynamoDB keeps decimal digits in pairs, counted from the point, and drops zeros at both ends. */
const numberSize = (value: number): number => {
  const [mantissa = '', exponent] = Math.abs(value).toExponential().split('e');
  const half = Number(exponent) % 2 === 0 ? '0' : '';
  const digits = `${half}${mantissa.replace('.', '')}`.replace(/0+$/, '').length;
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
};

/** The item as an index holds it; nothing where the item does not carry the index's key. */
export const inIndex = (index: IndexName, item: Item | undefined): Item | undefined =>
  item && typeof item[`${index}Pk`] === 'string' && typeof item[`${index}Sk`] === 'string' ? item : undefined;
