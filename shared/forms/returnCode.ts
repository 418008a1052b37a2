import type { Host } from '#shared/host';
import { bareCode } from '#shared/text';

/** No character can be taken for another: neither 0 and O, nor 1, I and L. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 12; // 59 bits: with the last four digits of a telephone and few tries, beyond guessing
const FAIR = 256 - (256 % LETTERS.length); // bytes from here on would favour some letters

/** A code to come back with, as it is kept: 12 letters and digits. */
export const newReturnCode = (random: Host['random']): string => {
  let code = '';
  while (code.length < LENGTH) {
    for (const byte of random.bytes(LENGTH)) {
      if (byte < FAIR && code.length < LENGTH) code += LETTERS.charAt(byte % LETTERS.length);
    }
  }
  return code;
};

/** `ABCD-EFGH-JKMN`, as people read and write it. */
export const showReturnCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code;

/** A code as people type it: with or without hyphens and spaces, small or full-width. Nothing when it is none. */
export const readReturnCode = (typed: string): string | undefined => {
  const code = bareCode(typed);
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : undefined;
};
