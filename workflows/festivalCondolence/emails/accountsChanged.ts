import type { Letter, LetterView } from '#shared/mail/letter';
import { letter, subjectOf, wordsOf } from '#shared/mail/wording';

/** To everybody who answers for the union, so that a change that is not theirs is noticed before it is paid to. */
export const accountsChanged = (view: LetterView): Letter => {
  const { lang, reference, title, phone, facts } = view;
  const zh = lang === 'zh';
  const changed = Number(facts['changed'] ?? 0);
  return letter(view, {
    subject: subjectOf(
      [`${zh ? '收款账户有更正' : 'Accounts were changed'} ${reference}`, wordsOf(view, 'ofUnion')],
      lang,
    ),
    preheader: zh ? '不是贵单位更正的，请立即来电' : 'If it was not you, call at once',
    paragraphs: [
      zh
        ? `贵单位“${title}”名单上有 ${changed} 人的收款账户申请了更正，经复核和冷静期后发放。`
        : `The accounts of ${changed} people on your list of “${title}” are to be changed. They are paid after a check and a cool-off.`,
      zh
        ? `不是贵单位更正的，请立即拨打 ${phone}，我们会马上核实，不会发放。`
        : `If it was not you, call ${phone} at once: we look into it before anything is paid.`,
    ],
    facts: [[zh ? '更正人数' : 'Changed', String(changed)]],
  });
};
