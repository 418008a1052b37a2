import { wordsOf } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';
import type { Text } from '#shared/text';

type Occasion = { readonly verb: Text; readonly why: Text };
const FIRST: Occasion = {
  verb: { zh: '开始公示', en: 'Your notice is up' },
  why: { zh: '您的申请进入公示。', en: 'Your application is now on public notice.' },
};
/** How a notice goes on after somebody has objected to it. */
const AFTER: Readonly<Record<string, Occasion>> = {
  'objection.dismiss': {
    verb: { zh: '继续公示', en: 'Your notice goes on' },
    why: {
      zh: '公示期间收到的异议经核实不成立，公示继续。',
      en: 'An objection to your notice was looked into and not upheld: the notice goes on.',
    },
  },
  'objection.reclassify': {
    verb: { zh: '重新公示', en: 'Your notice is up anew' },
    why: {
      zh: '公示期间收到的异议经核实部分成立，核定后重新公示。',
      en: 'An objection to your notice was looked into and partly upheld: it is put up anew as corrected.',
    },
  },
};

/** The public notice has begun: for how long, what it shows, and that an objection only stops its clock. */
export const noticeUp = (view: LetterView): Letter => {
  const { lang, task } = view;
  const until = task?.dueOn;
  const { verb, why } = AFTER[wordsOf(view, 'after') ?? ''] ?? FIRST;
  return told(view, {
    verb,
    more: until && (lang === 'zh' ? `至 ${until}` : `until ${until}`),
    preheader: { zh: '公示只显示姓氏、单位和类别', en: 'It shows your surname, unit and kind of aid only' },
    paragraphs: [
      {
        zh: `${why.zh}公示只显示姓氏、所在单位、困难类别和帮扶类型，不显示病情、身份证号和银行卡号。`,
        en: `${why.en} It shows surname, unit, category and kind of aid: no illness, no identity number, no bank card.`,
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
