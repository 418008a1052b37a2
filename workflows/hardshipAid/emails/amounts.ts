import { inYuan } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';

/** The amounts that are known so far, each by its own name: they are never mixed. */
export const amounts = ({
  lang,
  appliedYuan,
  approvedYuan,
  receivedYuan,
}: LetterView): NonNullable<Letter['facts']> => [
  [lang === 'zh' ? '申请金额' : 'Applied for', appliedYuan && inYuan(appliedYuan, lang)],
  [lang === 'zh' ? '审定金额' : 'Approved', approvedYuan && inYuan(approvedYuan, lang)],
  [lang === 'zh' ? '到账金额' : 'Received', receivedYuan && inYuan(receivedYuan, lang)],
];
