import type { Field } from '#shared/forms/fields';
import { agree, reasoned } from '#shared/tasks/answers';
import type { TaskDefinition } from '#shared/tasks/definition';

const letterNo: Field = {
  kind: 'text',
  name: 'letterNo',
  label: { zh: '文号', en: 'Number of the letter' },
  min: 2,
  max: 60,
  pii: 'P1',
};

/** What follows where a unit refuses, and after it has put everything right. */
export const referral: TaskDefinition = {
  title: { zh: '移交', en: 'Referral' },
  question: {
    zh: '单位拒不整改或情节严重，是否移交纪检？',
    en: 'Refused or serious: refer it to discipline inspection?',
  },
  asks: { role: 'viceChair', at: 'district' },
  days: 'referral',
  silence: 'escalate',
  signedIn: true,
  outcomes: {
    transfer: { label: { zh: '移交', en: 'Refer' }, opinion: 'required', fields: [letterNo] },
    back: reasoned('不移交，继续整改', 'No: it goes on with the unit'),
  },
  status: { zh: '正在研究移交', en: 'A referral is being considered' },
};

const lookedOn: Field = {
  kind: 'date',
  name: 'lookedOn',
  label: { zh: '回访日期', en: 'Date of the look-back' },
  to: 'today',
  pii: 'P1',
};

export const lookBack: TaskDefinition = {
  title: { zh: '回头看', en: 'Look-back' },
  question: { zh: '整改是否保持？有没有反弹？', en: 'Has it stayed right?' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'lookBack',
  silence: 'escalate',
  fields: [lookedOn],
  outcomes: {
    good: agree('保持良好', 'It has'),
    relapse: {
      ...reasoned('问题反弹，重新整改', 'No: it is open again'),
      namesClosed: 'items',
      fields: [
        lookedOn,
        {
          kind: 'choice',
          name: 'how',
          label: { zh: '怎样处理', en: 'What follows' },
          pii: 'P1',
          options: [
            { value: 'reopen', label: { zh: '原问题没有改到位，重新打开', en: 'The old item is open again' } },
            {
              value: 'repeat',
              label: { zh: '又有新情况，另立一项并关联原问题', en: 'New facts: a new item that names the old one' },
            },
          ],
        },
        {
          kind: 'text',
          name: 'items',
          label: { zh: '问题编号', en: 'Numbers of the items' },
          hint: { zh: '例如 ZG-2019-001，几项用顿号隔开', en: 'Like ZG-2019-001; separate several by commas' },
          min: 10,
          max: 400,
          pii: 'P1',
        },
        {
          kind: 'longText',
          name: 'problem',
          label: { zh: '新的情况', en: 'The new facts' },
          min: 2,
          max: 300,
          pii: 'P1',
          when: ({ how }) => how === 'repeat',
        },
      ],
    },
  },
  status: { zh: '已销号，等待回头看', en: 'Closed; a look-back follows' },
};
