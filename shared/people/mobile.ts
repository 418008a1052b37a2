/** Mobile phone numbers of mainland China. */
import * as z from 'zod/mini';
import { bareCode } from '#shared/text';

/** 11 digits, without the country's code. */
export const Mobile = z
  .string()
  .check(z.regex(/^1[3-9]\d{9}$/))
  .brand<'Mobile'>();
export type Mobile = z.infer<typeof Mobile>;

/** `prefix`: 11 digits, but none that a mobile phone has, such as a landline with its area code. */
export type MobileFault = 'empty' | 'characters' | 'length' | 'prefix';
export type ParsedMobile =
  { readonly ok: true; readonly mobile: Mobile } | { readonly ok: false; readonly why: MobileFault };

/** A number as people type it: spaces, hyphens, full-width digits and +86, 86 or 0086 before it are tolerated. */
export const parseMobile = (typed: string): ParsedMobile => {
  const text = bareCode(typed).replace(/^(?:\+|00)?86(?=1)/, '');
  if (text === '') return { ok: false, why: 'empty' };
  if (!/^\d+$/.test(text)) return { ok: false, why: 'characters' };
  if (text.length !== 11) return { ok: false, why: 'length' };
  const mobile = Mobile.safeParse(text);
  return mobile.success ? { ok: true, mobile: mobile.data } : { ok: false, why: 'prefix' };
};
