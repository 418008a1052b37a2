/** 统一社会信用代码: the code by which every organisation, also a trade union, is registered. */
import * as z from 'zod/mini';
import { bareCode } from '#shared/text';

/** Digits and capitals without I, O, S, V and Z; a character's value is its place. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** The 18th character: weights are the powers of 3, modulo 31. */
const checkCharacter = (code: string): string => {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return CHARACTERS.charAt((31 - (sum % 31)) % 31);
};

/** 18 characters, upper case, the last of which checks the others. */
export const CreditCode = z
  .string()
  .check(
    z.regex(SHAPE),
    z.refine((code) => checkCharacter(code) === code.at(-1)),
  )
  .brand<'CreditCode'>();
export type CreditCode = z.infer<typeof CreditCode>;

export type CreditCodeFault = 'empty' | 'length' | 'characters' | 'check-character';
export type ParsedCreditCode =
  { readonly ok: true; readonly creditCode: CreditCode } | { readonly ok: false; readonly why: CreditCodeFault };

/**
 * A code as people type it: spaces, hyphens, full-width forms and small letters are tolerated; I for 1 or O for 0 is
 * not. Characters 3 to 8 are an area code, so digits.
 *
 * @see GB 32100-2015
 */
export const parseCreditCode = (typed: string): ParsedCreditCode => {
  const text = bareCode(typed);
  if (text === '') return { ok: false, why: 'empty' };
  if (text.length !== 18) return { ok: false, why: 'length' };
  if (!SHAPE.test(text)) return { ok: false, why: 'characters' };
  const code = CreditCode.safeParse(text);
  return code.success ? { ok: true, creditCode: code.data } : { ok: false, why: 'check-character' };
};
