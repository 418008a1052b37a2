import { inYuan, wordsOf } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** The receipt. The return code is in it only where the applicant asked to have it mailed. */
export const submitted = (view: LetterView): Letter => {
  const { lang, unit, appliedYuan } = view;
  return told(view, {
    verb: { zh: '已收到您的申请', en: 'We have your application' },
    preheader: { zh: '请保存受理编号', en: 'Keep the reference' },
    paragraphs: [
      {
        zh: '您的困难职工帮扶申请已经收到，不用再交一次。',
        en: 'Your application for hardship aid has arrived; there is no need to send it again.',
      },
      {
        zh: '下一步：区总工会帮扶中心在 2 个工作日内检查材料是否齐全，然后转您所在的基层工会初审。需要补充材料时，会一次说清缺什么。',
        en: 'Next, the district aid centre checks within 2 working days that nothing is missing, and your own union reviews it. Should something be missing, you are told once what it is.',
      },
    ],
    facts: [
      [lang === 'zh' ? '所在工会' : 'Union', unit],
      [lang === 'zh' ? '申请金额' : 'Amount applied for', appliedYuan && inYuan(appliedYuan, lang)],
      [lang === 'zh' ? '取件码' : 'Return code', wordsOf(view, 'returnCode')],
    ],
  });
};
