/** Bank card numbers. Sensitive: encrypted where stored, masked where shown. */
import * as z from 'zod/mini';
import { bareCode } from '#shared/text';

/** 16 to 19 digits, without spaces. */
export const BankCard = z
  .string()
  .check(z.regex(/^\d{16,19}$/))
  .brand<'BankCard'>();
export type BankCard = z.infer<typeof BankCard>;

export type BankCardFault = 'empty' | 'length' | 'characters';
export type ParsedBankCard =
  | { readonly ok: true; readonly card: BankCard; readonly warning?: 'check-digit' }
  | { readonly ok: false; readonly why: BankCardFault };

/** Luhn: from the right, every second digit doubled and its digits added; the sum ends in 0. */
const luhn = (card: string): boolean => {
  let sum = 0;
  for (let i = 0; i < card.length; i += 1) {
    const digit = Number(card.charAt(card.length - 1 - i));
    sum += i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
};

/**
 * A card number as people type it: spaces, hyphens and full-width digits are tolerated. A wrong check digit only
 * warns: not every account that people are paid on follows Luhn, and the bank's return file has the last word.
 *
 * @see ISO/IEC 7812-1, annex B (Luhn)
 */
export const parseBankCard = (typed: string): ParsedBankCard => {
  const text = bareCode(typed);
  if (text === '') return { ok: false, why: 'empty' };
  if (!/^\d+$/.test(text)) return { ok: false, why: 'characters' };
  const card = BankCard.safeParse(text);
  if (!card.success) return { ok: false, why: 'length' };
  return luhn(text) ? { ok: true, card: card.data } : { ok: true, card: card.data, warning: 'check-digit' };
};
