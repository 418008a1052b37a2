import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** Some months later: somebody calls on the family. */
export const followUp = (view: LetterView): Letter => {
  const by = view.task?.dueOn;
  return told(view, {
    verb: { zh: '近期将回访', en: 'We will call on you' },
    preheader: { zh: '了解近况，不用准备材料', en: 'To hear how you are; nothing to prepare' },
    paragraphs: [
      {
        zh: '结对联系人近期会与您联系，了解家庭近况和帮扶效果，不用准备材料。',
        en: 'Your contact person will get in touch to hear how your family is and whether the aid helped. There is nothing to prepare.',
      },
      { zh: '电话或住址有变动，请告诉帮扶中心。', en: 'If your number or address has changed, tell the aid centre.' },
    ],
    facts: [[view.lang === 'zh' ? '不晚于' : 'By', by]],
  });
};
