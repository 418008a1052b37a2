import { parseDate } from '#shared/forms/date';
import type { FieldError } from '#shared/html/errors';
import type { Period } from '#shared/ledger/rows';
import { CivilDate, civilDate, yearOf } from '#shared/time/civil';
import type { Visit } from './console.ts';

const MOST_YEARS = 5;

/** The half year that goes on where nothing was asked for. */
export const periodIn = ({ request, host, t }: Visit): { period: Period; errors: FieldError[] } => {
  const today = civilDate(host.clock.now());
  const usual = CivilDate.parse(today.slice(5) < '07-01' ? `${yearOf(today)}-01-01` : `${yearOf(today)}-07-01`);
  const [from, to] = ['from', 'to'].map((name) => request.query.get(name) ?? '');
  const [first, last] = [from ? parseDate(from) : usual, to ? parseDate(to) : today];
  const errors: FieldError[] = [];
  if (!first)
    errors.push({
      field: 'from',
      message: t({ zh: '开始日期要填日期，例如 2019-1-1', en: 'The first day must be a date, like 2019-1-1' }),
    });
  if (!last)
    errors.push({
      field: 'to',
      message: t({ zh: '截止日期要填日期，例如 2019-6-30', en: 'The cut-off must be a date, like 2019-6-30' }),
    });
  if (first && last && (last < first || yearOf(last) - yearOf(first) > MOST_YEARS)) {
    errors.push({
      field: 'to',
      message: t({
        zh: `截止日期不能早于开始日期，也不能超过 ${MOST_YEARS} 年`,
        en: `The cut-off must follow the first day, within ${MOST_YEARS} years`,
      }),
    });
  }
  return {
    period: errors.length > 0 || !first || !last ? { from: usual, to: today } : { from: first, to: last },
    errors,
  };
};
