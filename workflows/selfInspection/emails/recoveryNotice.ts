import { letter, subjectOf, yuanOf } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';

/** To the chair, who serves the notices to the people and, for those who have left, to their present employers. */
export const recoveryNotice = (view: LetterView): Letter => {
  const { lang, reference, unit } = view;
  const zh = lang === 'zh';
  return letter(view, {
    subject: subjectOf(
      [`${zh ? '清退通知' : 'Recovery notice'} ${reference}`, unit, yuanOf(view, 'outstandingFen')],
      lang,
    ),
    preheader: zh ? '应清退金额和办法' : 'What has to come back, and how',
    paragraphs: [
      zh
        ? '请将清退通知送达本人；已调离、退休的，同时送达其现单位。款项缴入工会账户或财政专户，凭收据登记。'
        : 'Please serve the notice to each person and, where they have left, to their present employer. Money goes to the union’s account or the treasury, and is booked by its receipt.',
      zh
        ? '一次缴清有困难的，可以在六个月内分期缴清；本人去世等情形，经会议研究并有纪要的可以减免。'
        : 'It may come by instalments within six months. Where somebody has died, a meeting may waive it, with minutes.',
    ],
    facts: [
      [zh ? '应清退' : 'Due', yuanOf(view, 'dueFen')],
      [zh ? '尚欠' : 'Outstanding', yuanOf(view, 'outstandingFen')],
    ],
  });
};
