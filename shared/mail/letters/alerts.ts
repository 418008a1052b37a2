import { say, type Text } from '#shared/text';
import type { Letters, LetterView } from '../letter.ts';
import { amountOf, inYuan, letter, subjectOf, wordsOf } from '../wording.ts';

/** What admins and people on duty are told because a case cannot go on by itself. */
const caseFacts = (view: LetterView) => {
  const { lang, reference, title, unit, task, appliedYuan } = view;
  const name = (text: Text) => say(text, lang);
  return [
    [name({ zh: '编号', en: 'Reference' }), reference],
    [name({ zh: '申请人', en: 'Applicant' }), title],
    [name({ zh: '所在工会', en: 'Union' }), unit],
    [name({ zh: '环节', en: 'Stage' }), task && name(task.title)],
    [name({ zh: '期限', en: 'Was due' }), task && `${task.dueOn} 24:00`],
    [name({ zh: '申请金额', en: 'Amount applied for' }), appliedYuan && inYuan(appliedYuan, lang)],
  ] as const;
};

/** To the admin's page of the case: it asks for a sign-in of its own. */
const toCase = (view: LetterView) => ({
  label: say({ zh: '打开案件页', en: 'Open the case' }, view.lang),
  url: wordsOf(view, 'casePage') ?? view.statusPage,
});

export const alertLetters: Letters = {
  emptyPosition: (view) => {
    const name = (text: Text) => say(text, view.lang);
    const stage = view.task ? name(view.task.title) : '';
    return letter(view, {
      subject: subjectOf(
        [`${name({ zh: '岗位无人：', en: 'Nobody holds the position: ' })}${stage} ${view.reference}`, view.unit],
        view.lang,
      ),
      preheader: name({ zh: '已转请副职或值班人员', en: 'The deputy or the duty officer was asked instead' }),
      paragraphs: [
        name({
          zh: '这个环节应请的岗位目前没有人，已转请您办理；办理链接在另一封邮件里。',
          en: 'Nobody holds the position that this step asks, so you are asked instead; the link to decide is in a mail of its own.',
        }),
        name({
          zh: '请尽快补上该岗位的人员，以免后续案件同样转交。',
          en: 'Please fill the position soon, or further cases will take the same way.',
        }),
      ],
      facts: caseFacts(view),
      action: toCase(view),
    });
  },
  stuck: (view) => {
    const name = (text: Text) => say(text, view.lang);
    const stage = view.task ? name(view.task.title) : '';
    return letter(view, {
      subject: subjectOf(
        [`${name({ zh: '需要您处理：', en: 'Needs you: ' })}${stage} ${view.reference}`, view.unit, amountOf(view)],
        view.lang,
      ),
      preheader: name({ zh: '三次询问均无答复', en: 'Asked three times, no answer' }),
      paragraphs: [
        name({
          zh: '经办人、副职和值班人员都已请过，仍无答复。案件停在原处，没有通过，也没有退回。',
          en: 'The holder, the deputy and the duty officer were asked, and none answered. The case stays where it is, neither approved nor returned.',
        }),
        name({
          zh: '请在案件页改请他人、重发邮件，或写明理由后撤回任务。',
          en: 'On its page you can ask somebody else, send the mail again, or withdraw the task with a reason.',
        }),
      ],
      facts: caseFacts(view),
      action: toCase(view),
    });
  },
  calendarMissing: (view) => {
    const name = (text: Text) => say(text, view.lang);
    const year = wordsOf(view, 'year') ?? '';
    return letter(view, {
      subject: name({ zh: `缺少 ${year} 年工作日历`, en: `The working-day calendar for ${year} is missing` }),
      preheader: name({ zh: '公示、复核、补正的期限暂停计算', en: 'Notice, appeal and correction deadlines wait' }),
      paragraphs: [
        name({
          zh: `${year} 年的工作日历还没有放入系统。公示、复核、补正等法定期限暂停计算，内部期限暂按周一至周五计算并注明；提交和办理不受影响。`,
          en: `The calendar for ${year} is not in place. Legal deadlines (notice, appeal, correction) wait, internal ones count Monday to Friday and say so; submitting and deciding go on.`,
        }),
        name({
          zh: `请在国务院办公厅公布放假安排后，把 calendars/${year}.json 放入数据目录。`,
          en: `Once the State Council has published the arrangement, put calendars/${year}.json into the data folder.`,
        }),
      ],
    });
  },
};
