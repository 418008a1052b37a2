import { parseYuan } from '#shared/money';
import { parseBankCard } from '#shared/people/bankCard';
import { parseIdNumber } from '#shared/people/idNumber';
import { parseMobile } from '#shared/people/mobile';
import { halfWidth, type Text } from '#shared/text';
import type { CivilDate } from '#shared/time/civil';
import { parseDate } from './date.ts';
import type { Answer, FieldOption, SimpleField } from './fields.ts';
import * as m from './messages.ts';

/** What one field's parameters say: an answer, what is wrong, or nothing at all. */
export type Read =
  { readonly value: Answer; readonly exception?: string } | { readonly wrong: (label: string) => Text };
export type Source = {
  /** The first value of the parameter (or of one beside it), trimmed. */
  readonly one: (suffix?: string) => string;
  readonly many: () => readonly string[];
  readonly options: (field: { readonly options: readonly FieldOption[] | string }) => readonly FieldOption[];
  readonly today: CivilDate | undefined;
};

const wrong = (words: (label: string) => Text): Read => ({ wrong: words });

/** Line ends as one character, no invisible marks, composed characters: what people see is what is stored. */
const clean = (typed: string): string =>
  typed
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\p{Cf}/gu, '')
    .normalize('NFC')
    .trim();

const readText = (typed: string, { kind, min = 0, max = 200 }: SimpleField & { kind: 'text' | 'longText' }): Read => {
  const value = kind === 'text' ? clean(typed).replaceAll(/\s+/g, ' ') : clean(typed);
  const count = [...value].length;
  if (count > max) return wrong(m.long(max, count));
  return count < min ? wrong(m.short(min)) : { value };
};

const MONEY = {
  empty: 'missing',
  'not-a-number': 'money',
  negative: 'negative',
  'too-many-decimals': 'decimals',
  'too-large': 'tooLarge',
} as const;
const MOST_FEN = 100_000_000_00; // 1亿元: above, a digit too many was typed
const readMoney = (typed: string, { minFen = 0, maxFen = MOST_FEN }: SimpleField & { kind: 'money' }): Read => {
  const parsed = parseYuan(typed);
  if (!parsed.ok) return wrong(m.wrongs[MONEY[parsed.why]]);
  if (parsed.fen < minFen) return wrong(m.atLeast(minFen));
  return parsed.fen > maxFen ? wrong(m.atMost(maxFen)) : { value: parsed.fen };
};

const readNumber = (typed: string, { min, max }: SimpleField & { kind: 'number' }): Read => {
  const text = halfWidth(typed).replaceAll(/[\s,]/g, '');
  if (!/^\d{1,9}$/.test(text)) return wrong(m.wrongs.number);
  const value = Number(text);
  return value < min || value > max ? wrong(m.between(min, max)) : { value };
};

const readDate = (typed: string, { from, to }: SimpleField & { kind: 'date' }, today: CivilDate | undefined): Read => {
  const value = parseDate(typed);
  if (value === undefined) return wrong(m.wrongs.date);
  if (from !== undefined && value < from) return wrong(m.notBefore(from));
  if (to === 'today') return today !== undefined && value > today ? wrong(m.wrongs.future) : { value };
  return to !== undefined && value > to ? wrong(m.notAfter(to)) : { value };
};

const ID = {
  empty: 'missing',
  'fifteen-digits': 'idFifteen',
  length: 'idLength',
  characters: 'idCharacters',
  'birth-date': 'idBirth',
  'check-digit': 'idCheck',
} as const;
const readIdNumber = ({ one }: Source): Read => {
  const parsed = parseIdNumber(one());
  if (parsed.ok) return { value: parsed.idNumber };
  if (parsed.why !== 'check-digit' || one('-sure') !== 'yes') return wrong(m.wrongs[ID[parsed.why]]);
  const exception = [...clean(one('-reason'))].slice(0, 200).join('');
  return exception === '' ? wrong(m.wrongs.reason) : { value: parsed.idNumber, exception };
};

const readBankCard = ({ one }: Source): Read => {
  const parsed = parseBankCard(one());
  if (!parsed.ok) return wrong(m.wrongs.card);
  return parsed.warning && one('-sure') !== 'yes' ? wrong(m.wrongs.cardCheck) : { value: parsed.card };
};

const readEmail = (typed: string): Read => {
  const value = halfWidth(typed).replaceAll(/[\s\p{Cf}]/gu, '');
  return value.length <= 254 && /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@.<>,;:"()[\]\\]{2,}$/.test(value)
    ? { value }
    : wrong(m.wrongs.email);
};

/** Nothing when nothing was typed or chosen. */
export const read = (field: SimpleField, source: Source): Read | undefined => {
  if (field.kind === 'choices') {
    const chosen = [...new Set(source.many().filter((value) => value !== ''))];
    if (chosen.length === 0) return undefined;
    const known = new Set(field.options.map(({ value }) => value));
    if (chosen.some((value) => !known.has(value))) return wrong(m.wrongs.unknown);
    return field.max !== undefined && chosen.length > field.max ? wrong(m.tooMany(field.max)) : { value: chosen };
  }
  const typed = source.one();
  if (clean(typed) === '') return undefined;
  switch (field.kind) {
    case 'text':
    case 'longText':
      return readText(typed, field);
    case 'choice':
      return source.options(field).some(({ value }) => value === typed) ? { value: typed } : wrong(m.wrongs.unknown);
    case 'yesNo':
      return typed === 'yes' || typed === 'no' ? { value: typed === 'yes' } : wrong(m.wrongs.unknown);
    case 'tick':
      return typed === 'yes' ? { value: true } : wrong(m.wrongs.unticked);
    case 'money':
      return readMoney(typed, field);
    case 'number':
      return readNumber(typed, field);
    case 'date':
      return readDate(typed, field, source.today);
    case 'idNumber':
      return readIdNumber(source);
    case 'bankCard':
      return readBankCard(source);
    case 'mobile': {
      const parsed = parseMobile(typed);
      return parsed.ok ? { value: parsed.mobile } : wrong(m.wrongs.mobile);
    }
    case 'email':
      return readEmail(typed);
  }
};
