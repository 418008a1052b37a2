import { halfWidth } from '#shared/text';
import { CivilDate } from '#shared/time/civil';

const SHAPES = [
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/, // 2019-3-1, 2019/03/01, 2019年3月1日
  /^(\d{4})(\d{2})(\d{2})$/, // 20190301
];

/** A date as people type it. Nothing when it is no date of the calendar. */
export const parseDate = (typed: string): CivilDate | undefined => {
  const text = halfWidth(typed)
    .replaceAll(/\s/g, '')
    .replaceAll(/\p{Dash}/gu, '-');
  const [, year = '', month = '', day = ''] = SHAPES.map((shape) => shape.exec(text)).find((match) => match) ?? [];
  const date = CivilDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date.success ? date.data : undefined;
};
