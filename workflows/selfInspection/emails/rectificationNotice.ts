import { dateOf, letter, listOf, subjectOf, wordsOf } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';

/** 整改通知书: to the unit's chair, with every item and its deadline. */
export const rectificationNotice = (view: LetterView): Letter => {
  const { lang, reference, unit } = view;
  const until = dateOf(view, 'until');
  const zh = lang === 'zh';
  return letter(view, {
    subject: subjectOf([`${zh ? '整改通知书' : 'Rectification notice'} ${reference}`, unit, until], lang),
    preheader: zh ? '问题清单和整改期限' : 'Items and their deadline',
    paragraphs: [
      zh
        ? `经自查和核查，你单位存在下列问题，请在 ${until ?? ''} 24:00 前整改完毕。逐项写明原因、措施、责任人，附整改前后的佐证。`
        : `These problems were found at your unit. Please put them right by ${until ?? ''}, 24:00; say cause, measure and owner of each, with proof.`,
      zh
        ? '整改完成后提交验收，由提交人以外的人验收销号。确有困难的，可以申请延期一次，最多 15 个工作日。'
        : 'Submit it then; somebody else verifies and closes it. You may ask for more time once, 15 working days at most.',
    ],
    facts: [[zh ? '通知书文号' : 'Notice', wordsOf(view, 'noticeNo')]],
    list: { title: zh ? '问题清单' : 'Items', items: listOf(view, 'items') },
  });
};
