import type { Text } from '#shared/text';
import type { CivilDate } from '#shared/time/civil';

/** How far a unit is, as its machine has brought it. */
export const STATUSES = ['ISSUED', 'REPORTED', 'RECTIFYING', 'RECTIFIED', 'NO_PROBLEM', 'REFERRED'] as const;
export type Status = (typeof STATUSES)[number];

/** How it stands on a day, as the board says it. */
export type Standing = Status | 'LATE' | 'PARTIAL' | 'OVERDUE';
export const STANDINGS: Readonly<Record<Standing, Text>> = {
  ISSUED: { zh: '自查中', en: 'Inspecting' },
  LATE: { zh: '逾期未报', en: 'Late' },
  REPORTED: { zh: '已报，核查中', en: 'Reported' },
  RECTIFYING: { zh: '整改中', en: 'Rectifying' },
  PARTIAL: { zh: '部分整改', en: 'Partly rectified' },
  OVERDUE: { zh: '整改逾期', en: 'Overdue' },
  RECTIFIED: { zh: '已整改', en: 'Rectified' },
  NO_PROBLEM: { zh: '未发现问题', en: 'No problem' },
  REFERRED: { zh: '已移交', en: 'Referred' },
};

export type Progress = {
  readonly status: Status;
  readonly items: number;
  readonly closed: number;
  readonly outstandingFen: number;
  /** The last day of what it is asked for now. */
  readonly dueOn?: CivilDate | undefined;
};

/** What is due on a day is late from the next one on. */
export const standing = ({ status, items, closed, dueOn }: Progress, today: CivilDate): Standing => {
  const over = dueOn !== undefined && dueOn < today;
  if (status === 'ISSUED') return over ? 'LATE' : 'ISSUED';
  if (status !== 'RECTIFYING') return status;
  if (over) return 'OVERDUE';
  return closed > 0 && closed < items ? 'PARTIAL' : 'RECTIFYING';
};

/** RECTIFIED: every one of its items is closed, and nothing is outstanding. Without items there was no problem. */
export const isRectified = ({ items, closed, outstandingFen }: Omit<Progress, 'status'>): boolean =>
  items > 0 && closed === items && outstandingFen === 0;

export const SETTLED: readonly Status[] = ['RECTIFIED', 'NO_PROBLEM', 'REFERRED'];
