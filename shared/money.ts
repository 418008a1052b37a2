/** Money is whole fen (0.01 yuan): read from people, shown to people, added. Never a fraction, never a float. */
import * as z from 'zod/mini';
import { halfWidth } from '#shared/text';

/** Whole fen, of either sign: a difference, or a reversing entry. At most 2⁵³ − 1 fen, some 90 万亿元. */
export const SignedFen = z.int().brand<'SignedFen'>();
export type SignedFen = z.infer<typeof SignedFen>;

/** Whole fen, 0 or more. */
export const Fen = SignedFen.check(z.gte(0)).brand<'Fen'>();
export type Fen = z.infer<typeof Fen>;

const inRange = <T>({ success, data }: { success: boolean; data?: T | undefined }, sum: string): T => {
  if (!success || data === undefined) throw new RangeError(`${sum} is out of range`);
  return data;
};

/** The sum; 0 of nothing. @throws {RangeError} above 2⁵³ − 1 fen */
export const add = (...amounts: readonly Fen[]): Fen =>
  amounts.reduce((sum, fen) => inRange(Fen.safeParse(sum + fen), `${sum} + ${fen} fen`), Fen.parse(0));

/** What is left. @throws {RangeError} when `less` is more than `from` */
export const sub = (from: Fen, less: Fen): Fen => inRange(Fen.safeParse(from - less), `${from} - ${less} fen`);

/** The sum of amounts of either sign; 0 of nothing. @throws {RangeError} beyond ±(2⁵³ − 1) fen */
export const addSigned = (...amounts: readonly SignedFen[]): SignedFen =>
  amounts.reduce((sum, fen) => inRange(SignedFen.safeParse(sum + fen), `${sum} + ${fen} fen`), SignedFen.parse(0));

/** The difference, of either sign. @throws {RangeError} beyond ±(2⁵³ − 1) fen */
export const subSigned = (from: SignedFen, less: SignedFen): SignedFen =>
  inRange(SignedFen.safeParse(from - less), `${from} - ${less} fen`);

/** So many whole yuan, for limits written in code. @throws {RangeError} when negative, fractional or too large */
export const yuan = (whole: number): Fen =>
  inRange(Fen.safeParse(Number.isInteger(whole) ? whole * 100 : whole), `${whole} yuan`);

export type YuanFault = 'empty' | 'not-a-number' | 'negative' | 'too-many-decimals' | 'too-large';
export type ParsedYuan = { readonly ok: true; readonly fen: Fen } | { readonly ok: false; readonly why: YuanFault };

const PLAIN = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?$/;

/**
 * An amount in yuan as people type it. Spaces, ¥ before, 元 after, full-width digits and commas between thousands are
 * tolerated; a comma elsewhere is not, since `12,34` might mean 12.34. Digits are moved, never multiplied.
 */
export const parseYuan = (typed: string): ParsedYuan => {
  const text = halfWidth(typed)
    .replaceAll(/\s/g, '')
    .replace(/^[¥￥]/, '')
    .replace(/元$/, '');
  if (text === '') return { ok: false, why: 'empty' };
  if (/^[-−]/.test(text) && PLAIN.test(text.slice(1))) return { ok: false, why: 'negative' };
  if (!PLAIN.test(text)) return { ok: false, why: 'not-a-number' };
  const [whole = '', decimals = ''] = text.replaceAll(',', '').split('.');
  if (decimals.length > 2) return { ok: false, why: 'too-many-decimals' };
  const fen = Fen.safeParse(Number(whole + decimals.padEnd(2, '0')));
  return fen.success ? { ok: true, fen: fen.data } : { ok: false, why: 'too-large' };
};

/** How many whole units, and what remains of the amount: exact, where a division could round. */
const split = (amount: number, unit: number) => ({ whole: (amount - (amount % unit)) / unit, rest: amount % unit });

/** `4,300.00`, without a unit; negative amounts with a leading minus. */
export const formatYuan = (fen: SignedFen): string => {
  const { whole, rest } = split(Math.abs(fen), 100);
  const grouped = String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${grouped}.${String(rest).padStart(2, '0')}`;
};

const WAN = 1_000_000; // 1万元 in fen

/**
 * An amount as an official report words it, with its unit.
 *
 * From 1万元 on in 万元 with up to 2 decimals, half up, trailing zeros cut: `11.64万元`. Below in 元: `2500元`,
 * `2500.50元`. With `approx` it is rounded down, to whole 万, below 1万元 to whole hundreds, below 100元 to whole 元,
 * and 余 says so: `35万余元`, `2500余元`. An amount that loses nothing gets no 余; below 1元 nothing is rounded.
 */
export const formatWan = (fen: Fen, { approx = false }: { readonly approx?: boolean } = {}): string => {
  if (approx && fen >= 100) {
    const { whole, rest } = split(fen, fen >= WAN ? WAN : fen >= 10_000 ? 10_000 : 100);
    const digits = fen >= WAN ? `${whole}万` : fen >= 10_000 ? `${whole}00` : `${whole}`;
    return `${digits}${rest > 0 ? '余' : ''}元`;
  }
  if (fen < WAN) return `${formatYuan(fen).replaceAll(',', '').replace('.00', '')}元`;
  const { whole: hundreds, rest } = split(fen, 10_000);
  const { whole, rest: decimals } = split(rest >= 5_000 ? hundreds + 1 : hundreds, 100);
  return `${`${whole}.${String(decimals).padStart(2, '0')}`.replace(/\.?0+$/, '')}万元`;
};

const DIGITS = '零壹贰叁肆伍陆柒捌玖'.split('');
const UNITS = [
  [100_000_000, '亿'],
  [10_000, '万'],
  [1_000, '仟'],
  [100, '佰'],
  [10, '拾'],
] as const;

/** One 零 stands for any run of zeros between two digits, none for zeros at the end. */
const readInteger = (n: number): string => {
  const found = UNITS.find(([unit]) => unit <= n);
  if (!found) return DIGITS[n] ?? '';
  const [unit, name] = found;
  const { whole, rest } = split(n, unit);
  const gap = rest < unit / 10 || whole % 10 === 0 ? '零' : '';
  return readInteger(whole) + name + (rest > 0 ? gap + readInteger(rest) : '');
};

/**
 * The amount in capitals, without 人民币 before it: `壹仟万元零伍分`. 整 follows 元 only; where the rules leave 零 before
 * 角 free, it is left out, so no amount has two spellings.
 *
 * @see 《支付结算办法》 (银发〔1997〕393号), annex 1 正确填写票据和结算凭证的基本规定
 */
export const capitals = (fen: Fen): string => {
  const { whole, rest } = split(fen, 100);
  const { whole: jiao, rest: last } = split(rest, 10);
  const integer = whole > 0 || rest === 0 ? `${readInteger(whole)}元` : '';
  if (rest === 0) return `${integer}整`;
  const gap = integer && jiao === 0 ? '零' : '';
  return integer + gap + (jiao > 0 ? `${DIGITS[jiao]}角` : '') + (last > 0 ? `${DIGITS[last]}分` : '');
};
