import { letter, subjectOf } from './wording.ts';
import type { Letter, LetterView } from './letter.ts';
import { say, type Text } from '#shared/text';

/** What every letter to the applicant has: the reference, the way to the status page, and what that page is. */
export type Told = {
  readonly verb: Text;
  /** What the subject adds after the reference: an amount, a date. */
  readonly more?: string | undefined;
  readonly preheader: Text;
  readonly paragraphs: readonly (Text | undefined)[];
  readonly facts?: Letter['facts'];
  readonly list?: Letter['list'];
  readonly action?: Text;
  readonly url?: string | undefined;
};

const STATUS: Text = { zh: '查看办理进度', en: 'See how it is going' };
const HOW: Text = {
  zh: '进度页要填取件码和登记手机号的后四位。我们不会在邮件里索取身份证号、银行卡号或密码。',
  en: 'The status page asks for your return code and the last four digits of your mobile number. We never ask for identity numbers, bank cards or passwords by mail.',
};

export const told = (view: LetterView, said: Told): Letter => {
  const { lang, reference, statusPage } = view;
  return letter(view, {
    subject: subjectOf([`${say(said.verb, lang)} ${reference}`, said.more], lang),
    preheader: say(said.preheader, lang),
    paragraphs: said.paragraphs.flatMap((words) => (words ? [say(words, lang)] : [])),
    facts: [[lang === 'zh' ? '受理编号' : 'Reference', reference], ...(said.facts ?? [])],
    ...(said.list && { list: said.list }),
    action: { label: say(said.action ?? STATUS, lang), url: said.url ?? statusPage },
    after: [say(HOW, lang)],
  });
};
