/** Citizen identity numbers. Sensitive: encrypted where stored, masked where shown. */
import * as z from 'zod/mini';
import { bareCode } from '#shared/text';
import { CivilDate } from '#shared/time/civil';

const birthDateIn = (id: string) => CivilDate.safeParse(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`);

/**
 * 18 characters, upper case, with a birth date that exists, from 1900 on. A wrong check digit is still an IdNumber:
 * some were issued so, and an officer may accept one with an explanation.
 */
export const IdNumber = z
  .string()
  .check(
    z.regex(/^[1-9]\d{16}[\dX]$/),
    z.refine((id) => birthDateIn(id).success),
  )
  .brand<'IdNumber'>();
export type IdNumber = z.infer<typeof IdNumber>;

export type IdNumberFault = 'empty' | 'fifteen-digits' | 'length' | 'characters' | 'birth-date';
export type ParsedIdNumber =
  | { readonly ok: true; readonly idNumber: IdNumber }
  /** Only the check digit is wrong: most likely mistyped, so ask again; take it only with an explanation. */
  | { readonly ok: false; readonly why: 'check-digit'; readonly idNumber: IdNumber }
  | { readonly ok: false; readonly why: IdNumberFault };

/** ISO 7064 MOD 11-2. */
const checkDigit = (id: string): string => {
  let sum = 0;
  for (const digit of id.slice(0, 17)) sum = ((sum + Number(digit)) * 2) % 11;
  return '0123456789X'.charAt((12 - sum) % 11);
};

/**
 * An identity number as people type it: spaces, hyphens, full-width forms and a small x are tolerated. The number of
 * the first generation, 15 digits, is void since 2013 and has a reason of its own. Whether the birth date lies in the
 * future is for those who know what day it is.
 *
 * @see GB 11643-1999
 */
export const parseIdNumber = (typed: string): ParsedIdNumber => {
  const text = bareCode(typed);
  if (text === '') return { ok: false, why: 'empty' };
  if (/^\d{15}$/.test(text)) return { ok: false, why: 'fifteen-digits' };
  if (text.length !== 18) return { ok: false, why: 'length' };
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return { ok: false, why: 'characters' };
  const id = IdNumber.safeParse(text);
  if (!id.success) return { ok: false, why: 'birth-date' };
  if (checkDigit(text) !== text.at(-1)) return { ok: false, why: 'check-digit', idNumber: id.data };
  return { ok: true, idNumber: id.data };
};

export type Described = { readonly birthDate: CivilDate; readonly sex: 'male' | 'female' };

/** What the number says of its owner. The 17th digit is odd for men. */
export const describe = (id: IdNumber): Described => ({
  birthDate: CivilDate.parse(birthDateIn(id).data),
  sex: Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female',
});
