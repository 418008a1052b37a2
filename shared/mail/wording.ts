import * as z from 'zod/mini';
import { Fen, formatYuan } from '#shared/money';
import { say, type Text } from '#shared/text';
import { CivilDate, formatDate } from '#shared/time/civil';
import type { Letter, LetterView } from './letter.ts';

/**
 * What letters say alike, and how they read the facts that came with them. A fact that is absent, or is not what its
 * name promises, is left out: a letter is sent all the same.
 */
export const yuanOf = ({ facts, lang }: Pick<LetterView, 'facts' | 'lang'>, name: string): string | undefined => {
  const fen = Fen.safeParse(facts[name]);
  return fen.success ? inYuan(formatYuan(fen.data), lang) : undefined;
};

export const inYuan = (amount: string, lang: LetterView['lang']): string =>
  `${amount}${lang === 'zh' ? ' 元' : ' yuan'}`;

/** A fact that is a civil date, as people read it. */
export const dateOf = ({ facts, lang }: Pick<LetterView, 'facts' | 'lang'>, name: string): string | undefined => {
  const date = CivilDate.safeParse(facts[name]);
  return date.success ? formatDate(date.data, lang) : undefined;
};

/** A fact that is words in one language or a `{zh, en}` pair, or a number. */
export const wordsOf = ({ facts, lang }: Pick<LetterView, 'facts' | 'lang'>, name: string): string | undefined => {
  const found = Words.safeParse(facts[name]);
  if (!found.success || found.data === '') return undefined;
  return typeof found.data === 'object' ? say(found.data, lang) : String(found.data);
};
const Words = z.union([z.string(), z.number(), z.object({ zh: z.string(), en: z.string() })]);

/** A fact that is several points: a list, or lines of one text. */
export const listOf = (view: Pick<LetterView, 'facts' | 'lang'>, name: string): string[] => {
  const { [name]: value } = view.facts;
  const points = Array.isArray(value)
    ? value.map((point) => wordsOf({ facts: { point }, lang: view.lang }, 'point'))
    : wordsOf(view, name)?.split('\n');
  return (points ?? []).flatMap((point) => (point?.trim() ? [point.trim()] : []));
};

/** The amount that a case is about at this time: what was paid, else approved, else applied for. */
export const amountOf = (view: LetterView): string | undefined => {
  const { paidYuan, approvedYuan, appliedYuan, lang } = view;
  const amount = paidYuan ?? approvedYuan ?? appliedYuan;
  return amount === undefined ? undefined : inYuan(amount, lang);
};

/** `请办理：基层工会初审 困-2019-482137，红星机械厂工会，4,300.00 元` */
export const subjectOf = (parts: readonly (string | undefined)[], lang: LetterView['lang']): string =>
  parts.filter((part) => part !== undefined && part !== '').join(lang === 'zh' ? '，' : ', ');

const CONTACT: Text = { zh: '有疑问请打', en: 'Questions? Call' };

/** Whom to call, and who writes. */
export const signature = ({ lang, federation, phone, hours, sample }: LetterView): string[] => [
  lang === 'zh' ? `${CONTACT.zh} ${phone}（${hours}）。` : `${CONTACT.en} ${phone} (${hours}).`,
  federation,
  ...(sample ? [say(SAMPLE, lang)] : []),
];

const SAMPLE: Text = {
  zh: '示例数据：单位和人员均为虚构。',
  en: 'Sample data: units and people are invented.',
};

/** What the link is, and what it is not. */
export const aboutLink = (lang: LetterView['lang']): string =>
  say(
    {
      zh: '打开链接不会改变任何事，在页面上按下按钮才会。链接只属于您本人，请不要转发。',
      en: 'Opening the link changes nothing; pressing a button on its page does. The link is yours alone: please do not forward it.',
    },
    lang,
  );

export const greet = ({ lang, to }: Pick<LetterView, 'lang' | 'to'>): string => {
  if (lang === 'zh') return to === '' ? '您好：' : `${to}同志：`;
  return to === '' ? 'Hello,' : `Dear ${to},`;
};

export type Said = Omit<Letter, 'greeting'>;

/** A letter with greeting and signature around what it says. */
export const letter = (view: LetterView, said: Said): Letter => ({
  ...said,
  greeting: greet(view),
  after: [...(said.after ?? []), ...signature(view)],
});
