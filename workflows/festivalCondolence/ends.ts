import type { Pipeline } from '#shared/pipeline';

/** How a campaign can end. */
export const ends = {
  CLOSED: {
    label: { zh: '已办结', en: 'Closed' },
    status: { zh: '慰问已经完成，名单内无遗漏', en: 'Complete; nobody on the lists was left out' },
  },
  CLOSED_WITH_GAP: {
    label: { zh: '办结，有缺口说明', en: 'Closed with a gap' },
    status: {
      zh: '慰问已经结束，尚有人未慰问到，已作书面说明',
      en: 'Ended; some were not reached, with a signed explanation',
    },
  },
  CANCELLED: {
    label: { zh: '已取消', en: 'Cancelled' },
    status: { zh: '慰问已经取消，预算已经退回', en: 'Cancelled; its budget was given back' },
  },
} satisfies Pipeline['ends'];
