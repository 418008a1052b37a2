import type { Pipeline } from '#shared/pipeline';

/** How a programme can end, and how a unit's part in it can. */
export const programmeEnds = {
  REPORTED: {
    label: { zh: '已总结', en: 'Reported' },
    status: { zh: '总结报告已经会议审议', en: 'A meeting has adopted the report' },
  },
  DROPPED: {
    label: { zh: '未下发', en: 'Dropped' },
    status: { zh: '没有下发，请重新拟定', en: 'Not issued: draw it up again' },
  },
} satisfies Pipeline['ends'];

export const unitEnds = {
  NO_PROBLEM: {
    label: { zh: '未发现问题', en: 'No problem' },
    status: { zh: '自查和抽查没有发现问题', en: 'Nothing was found' },
  },
  RECTIFIED: {
    label: { zh: '已整改', en: 'Rectified' },
    status: { zh: '问题全部销号，应清退的钱款已经结清', en: 'Everything is closed and nothing is outstanding' },
  },
  REFERRED: {
    label: { zh: '已移交', en: 'Referred' },
    status: { zh: '已移交纪检', en: 'Referred to discipline inspection' },
  },
} satisfies Pipeline['ends'];
