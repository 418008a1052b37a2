import { wordsOf } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** The public notice has begun: for how long, what it shows, and that an objection only stops its clock. */
export const noticeUp = (view: LetterView): Letter => {
  const { lang, task } = view;
  const until = task?.dueOn;
  return told(view, {
    verb: { zh: '开始公示', en: 'Your notice is up' },
    more: until && (lang === 'zh' ? `至 ${until}` : `until ${until}`),
    preheader: { zh: '公示只显示姓氏、单位和类别', en: 'It shows your surname, unit and kind of aid only' },
    paragraphs: [
      {
        zh: '您的申请进入公示。公示只显示姓氏、所在单位、困难类别和帮扶类型，不显示病情、身份证号和银行卡号。',
        en: 'Your application is now on public notice. It shows surname, unit, category and kind of aid: no illness, no identity number, no bank card.',
      },
      {
        zh: '公示期满没有异议，自动进入下一步。有异议时公示暂停，由不相关的人员核实，结果会告诉您。',
        en: 'If nobody objects, the next step follows by itself. An objection stops the clock while somebody not involved looks into it; you will be told the result.',
      },
    ],
    facts: [[lang === 'zh' ? '公示至' : 'Until', until && `${until} 24:00`]],
    url: wordsOf(view, 'noticePage'),
    ...(wordsOf(view, 'noticePage') && { action: { zh: '查看公示', en: 'See the notice' } }),
  });
};
