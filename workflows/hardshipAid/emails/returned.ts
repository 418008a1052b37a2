import { listOf } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** Everything that is missing, named once, and until when. What was written about it stands on the status page. */
export const returned = (view: LetterView): Letter => {
  const { lang, task } = view;
  const until = task?.dueOn;
  return told(view, {
    verb: { zh: '请补充材料', en: 'Please add what is missing' },
    more: until && (lang === 'zh' ? `${until}前` : `by ${until}`),
    preheader: { zh: '补齐后自动回到退回的环节', en: 'Once complete, it goes back to where it came from' },
    paragraphs: [
      {
        zh: '您的申请需要补正。缺少的内容一次列明，补齐后回到退回它的环节，不用从头再来。具体意见请看进度页。',
        en: 'Your application needs something added. All that is missing is listed once; when it is complete it goes back to the step that returned it, not to the start. The status page shows what was written.',
      },
      until === undefined
        ? undefined
        : {
            zh: `请在 ${until} 24:00 前补齐。过期没有补齐的，按材料不全结案；结案后可以重新申请。`,
            en: `Please complete it by ${until}, 24:00. After that it is closed as incomplete; you may apply again.`,
          },
    ],
    list: { title: lang === 'zh' ? '需要补充' : 'What is missing', items: listOf(view, 'missing') },
    action: { zh: '去补充材料', en: 'Add what is missing' },
  });
};
