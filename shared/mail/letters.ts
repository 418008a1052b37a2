import { say, type Text } from '#shared/text';
import { accountLetters } from './letters/account.ts';
import { alertLetters } from './letters/alerts.ts';
import type { Letter, LetterTask, Letters, LetterView } from './letter.ts';
import { aboutLink, amountOf, inYuan, letter, subjectOf, yuanOf } from './wording.ts';

/**
 * The letters that every pipeline shares: to whoever is asked for a decision, to admins, to whoever signs in. A
 * pipeline that has a better one of the same name sends its own.
 */
const AFTERWARDS: Record<LetterTask['silence'], Text> = {
  escalates: {
    zh: '逾期不会自动通过，也不会自动退回：系统先提醒您，再转请副职，然后转请值班人员。',
    en: 'If you say nothing, it is neither approved nor returned by itself: you are reminded, then your deputy and then the duty officer is asked.',
  },
  lapses: {
    zh: '到期没有答复的，按规定由期限本身作出结果。',
    en: 'If nothing is said by then, the rule gives the answer when the time is over.',
  },
};
const SIGNED_IN: Text = {
  zh: '这一步涉及资金，提交决定前还要登录；页面会把登录链接发到这个邮箱。',
  en: 'This step concerns money, so deciding needs a sign-in as well; the page mails you the link for it.',
};

const deadline = ({ task, lang }: LetterView): string => {
  if (!task) return '';
  const provisional =
    task.provisional && { zh: '（工作日历未到，暂按周一至周五计算）', en: ' (provisional: Monday to Friday)' }[lang];
  return lang === 'zh'
    ? `请在 ${task.dueOn} 24:00（北京时间）前决定，${task.daysLeft}${provisional || ''}。`
    : `Please decide by ${task.dueOn}, 24:00 Beijing time: ${task.daysLeft}${provisional || ''}.`;
};

/** Who asks, what for, how much, what is left, what others said: nothing that names the person in full. */
const facts = (view: LetterView): NonNullable<Letter['facts']> => {
  const { lang, reference, title, unit, pipeline, task, appliedYuan, approvedYuan, receivedYuan } = view;
  const name = (text: Text) => say(text, lang);
  const yuan = (amount: string | undefined) => (amount === undefined ? undefined : inYuan(amount, lang));
  return [
    [name({ zh: '编号', en: 'Reference' }), reference],
    [name({ zh: '事项', en: 'Matter' }), name(pipeline)],
    [name(view.concerns ?? { zh: '申请人', en: 'Applicant' }), title],
    [name({ zh: '所在工会', en: 'Union' }), unit],
    [name({ zh: '申请金额', en: 'Amount applied for' }), yuan(appliedYuan)],
    [name({ zh: '拟定金额', en: 'Amount proposed' }), yuanOf(view, 'proposedFen')],
    [name({ zh: '审定金额', en: 'Amount approved' }), yuan(approvedYuan)],
    [name({ zh: '到账金额', en: 'Amount received' }), yuan(receivedYuan)],
    [name({ zh: '预算余额', en: 'Budget left' }), yuanOf(view, 'budgetLeftFen')],
    [name({ zh: '期限', en: 'Due' }), task && `${task.dueOn} 24:00`],
  ];
};

/** A letter that asks for a decision. `verb` begins its subject, `opening` says why it comes now. */
const asking =
  (verb: Text, opening: Text | undefined) =>
  (view: LetterView): Letter => {
    const { lang, reference, task, link, unit, earlier } = view;
    const name = (text: Text) => say(text, lang);
    const what = task ? name(task.title) : '';
    const due = task && (lang === 'zh' ? `${task.dueOn}前` : `by ${task.dueOn}`);
    return letter(view, {
      subject: subjectOf([`${name(verb)}${what} ${reference}`, unit, amountOf(view), due], lang),
      preheader: task ? `${task.daysLeft}${lang === 'zh' ? '。' : '. '}${name(task.question)}` : reference,
      paragraphs: [
        ...(opening ? [name(opening)] : []),
        ...(task ? [name(task.question), deadline(view), name(AFTERWARDS[task.silence])] : []),
      ],
      facts: facts(view),
      list: { title: name({ zh: '此前的意见', en: 'Earlier steps' }), items: earlier },
      ...(link === undefined
        ? {}
        : { action: { label: name({ zh: '打开页面查看并办理', en: 'Open the page to read and decide' }), url: link } }),
      after: [...(task?.signedIn ? [name(SIGNED_IN)] : []), aboutLink(lang)],
    });
  };

const reminded = asking(
  { zh: '提醒办理：', en: 'Reminder: ' },
  { zh: '这件事还在等您的决定。', en: 'This is still waiting for your decision.' },
);

export const sharedLetters: Letters = {
  asked: asking({ zh: '请办理：', en: 'Please decide: ' }, undefined),
  reminded,
  escalated: asking(
    { zh: '转请办理：', en: 'Passed on to you: ' },
    {
      zh: '经办人到期未答复，现转请您办理。先作出的决定有效，原经办人也仍可办理。',
      en: 'Whoever was asked has not answered in time, so you are asked now. The first decision counts; those asked before may still decide.',
    },
  ),
  reassigned: asking(
    { zh: '改请办理：', en: 'Now with you: ' },
    { zh: '这件事改由您办理。', en: 'This matter has been assigned to you.' },
  ),
  freshLink: asking(
    { zh: '新链接：', en: 'New link: ' },
    {
      zh: '这是您在页面上索取的新链接，此前的链接已失效。',
      en: 'Here is the new link that was asked for on the page. The earlier one no longer works.',
    },
  ),
  ...alertLetters,
  ...accountLetters,
};
