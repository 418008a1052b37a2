/** Words for people: Chinese first, English second. Used by every page, mail and label. */
import * as z from 'zod/mini';

/** A language that the federation's people may read. */
export const Lang = z.enum(['zh', 'en']);
export type Lang = z.infer<typeof Lang>;

/** The same words in both languages, written next to where they are used. */
export type Text = { readonly zh: string; readonly en: string };

/** The words in the reader's language. */
export const say = (text: Text, lang: Lang): string => text[lang];

/**
 * Typed text with full-width forms (１２３，．ＡＢ and the ideographic space) made half-width; nothing else changes.
 * NFKC is not used: it would read `5²` as 52.
 */
export const halfWidth = (typed: string): string =>
  typed
    .replaceAll('\u3000', ' ')
    .replaceAll(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

/**
 * A typed number or code as it is stored: half-width, upper case, without spaces, dashes and the invisible marks that
 * come with copied text. What else is in it stays, for the validator to refuse.
 */
export const bareCode = (typed: string): string =>
  halfWidth(typed)
    .replaceAll(/[\s\p{Dash}\p{Cf}]/gu, '')
    .toUpperCase();
