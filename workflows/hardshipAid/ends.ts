import type { Pipeline } from '#shared/pipeline';

/** How a case can end, for the console and for the applicant. */
export const ends = {
  AIDED: {
    label: { zh: '已帮扶', en: 'Aided' },
    status: {
      zh: '帮扶已经完成。情况变化时可以重新申请',
      en: 'The aid is complete. If things change you can apply again',
    },
  },
  REJECTED: {
    label: { zh: '不予帮扶', en: 'Rejected' },
    tells: 'closedRefused',
    status: { zh: '申请没有获得同意，办理已经结束', en: 'Your application was not approved and is closed' },
  },
  WITHDRAWN: {
    label: { zh: '已撤回', en: 'Withdrawn' },
    tells: 'withdrawn',
    status: {
      zh: '您已撤回申请，可以随时重新申请',
      en: 'You withdrew your application; you can apply again at any time',
    },
  },
  CLOSED_INCOMPLETE: {
    label: { zh: '材料不全，已结案', en: 'Closed as incomplete' },
    tells: 'closedIncomplete',
    status: {
      zh: '补正期限已过，本次申请结束，可以重新申请',
      en: 'The time to correct has passed; you can apply again',
    },
  },
  TRANSFERRED: {
    label: { zh: '不属于本会', en: 'Not ours' },
    tells: 'transferred',
    status: {
      zh: '您的申请不属于本会受理，请按告知的去向申请',
      en: 'Your application belongs elsewhere, as we told you',
    },
  },
  PAYMENT_FAILED: {
    label: { zh: '未能发放', en: 'Payment failed' },
    tells: 'closedUnpaid',
    status: {
      zh: '银行三次没有付成，本次办理结束。账户办妥后可以重新申请',
      en: 'The bank could not pay three times; the case is closed. Apply again once you have an account',
    },
  },
  NOT_FUNDED: {
    label: { zh: '未予下达资金', en: 'Not funded' },
    tells: 'notFunded',
    status: {
      zh: '上级工会没有下达资金，办理已经结束',
      en: 'The superior union did not grant the money; the case is closed',
    },
  },
} satisfies Pipeline['ends'];
