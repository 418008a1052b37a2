import { coolOff as rest } from '#shared/payments/coolOff';
import { agree, elsewhere, reasoned } from '#shared/tasks/answers';
import { withdraw } from '#shared/tasks/correcting';
import type { TaskDefinition } from '#shared/tasks/definition';

/** What is done where the bank could not pay: the applicant gives an account, somebody else confirms it, and it rests. */
const otherCard: TaskDefinition = {
  title: { zh: '更正银行账户', en: 'Another account' },
  question: {
    zh: '银行没有付成，请核对或更换银行账户',
    en: 'The bank could not pay: check your account or give another',
  },
  asks: 'applicant',
  days: 'otherCard',
  silence: { outcome: 'unchanged' },
  letter: 'paymentFailed',
  givesAccount: true,
  outcomes: {
    given: {
      label: { zh: '提交账户', en: 'Give account' },
      opinion: 'none',
      tells: 'accountGiven',
      fields: [
        { kind: 'text', name: 'bankName', label: { zh: '开户行', en: 'Bank' }, min: 2, max: 60, pii: 'P3' },
        { kind: 'bankCard', name: 'cardNo', label: { zh: '银行卡号', en: 'Card number' }, pii: 'P3' },
        { kind: 'text', name: 'holder', label: { zh: '户名', en: 'Account holder' }, min: 2, max: 40, pii: 'P3' },
      ],
    },
    unchanged: elsewhere('账户不变，再付一次', 'Try the same account again'),
    withdraw,
  },
  status: { zh: '银行没有付成，请核对银行账户', en: 'The bank could not pay you: please check your account' },
};

/** A second person, who calls the number that stood in the application before. Whoever pays is somebody else again. */
const accountCheck: TaskDefinition = {
  title: { zh: '复核账户', en: 'Check the account' },
  question: { zh: '请核实收款账户，并告知本人', en: 'Check the account, and tell the applicant' },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'accountCheck',
  silence: 'escalate',
  apart: ['payment'],
  signedIn: true,
  confirmsAccount: true,
  outcomes: {
    confirm: {
      ...agree('核实无误，可以发放', 'It is right: it may be paid to'),
      hint: { zh: '换了账户的，冷静期满后发放', en: 'Another account is paid to after a cool-off' },
      fields: [
        {
          kind: 'tick',
          name: 'told',
          label: {
            zh: '已按申请表上的手机号码告知本人',
            en: 'The applicant was told by the number in the application',
          },
          hint: {
            zh: '户名应是本人，或是出具了身份证和同意书的监护人、配偶',
            en: 'The holder is the applicant, or a guardian or spouse with identity card and consent',
          },
          pii: 'P1',
        },
      ],
    },
    wrong: reasoned('有误，请申请人重新提交', 'Wrong: the applicant gives it again'),
    withdraw,
  },
  status: { zh: '区总工会正在核实收款账户', en: 'The federation is checking your account' },
};

const coolOff: TaskDefinition = { ...rest, outcomes: { ...rest.outcomes, withdraw } };

/** Money is never handed out in cash instead: after three tries it goes back, and the applicant hears how to go on. */
const unpaid: TaskDefinition = {
  title: { zh: '三次未能发放', en: 'Not paid in three tries' },
  question: {
    zh: '银行三次没有付成：请联系申请人，说明如何开户、怎样重新申请',
    en: 'The bank could not pay three times: tell the applicant how to open an account and apply again',
  },
  asks: { role: 'caseOfficer', at: 'district' },
  days: 'unpaid',
  silence: 'escalate',
  outcomes: { close: reasoned('已联系，资金退回，结案', 'Done: the money goes back, the case is closed'), withdraw },
  status: {
    zh: '银行三次没有付成，帮扶中心会与您联系',
    en: 'The bank could not pay three times; the aid centre will call you',
  },
};

export const account = { otherCard, accountCheck, coolOff, unpaid };
