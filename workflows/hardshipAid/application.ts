import { Fen, formatYuan } from '#shared/money';
import type { Application } from '#shared/pipeline';
import type { Fields } from '#shared/table/table';
import { type Lang, say, type Text } from '#shared/text';
import { CivilDate, formatDate } from '#shared/time/civil';
import { journey } from './form.ts';
import { applicants } from './applicants.ts';

const CATEGORIES: Readonly<Record<string, Text>> = {
  DEEP: { zh: '深度困难', en: 'Deep hardship' },
  RELATIVE: { zh: '相对困难', en: 'Relative hardship' },
  ACCIDENTAL: { zh: '意外致困', en: 'Hardship by accident' },
  NONE: { zh: '不在困难标准之内', en: 'Within no category' },
};

const AID: Readonly<Record<string, Text>> = {
  LIVING: { zh: '生活救助上限', en: 'Most for living' },
  MEDICAL: { zh: '医疗救助上限', en: 'Most for medical aid' },
  EDUCATION: { zh: '子女助学上限', en: 'Most for study aid' },
};

const dated = (day: Fields[string], lang: Lang): string => {
  const date = CivilDate.safeParse(day);
  return date.success ? formatDate(date.data, lang) : '—';
};

/** The rule written out with the figures of this household, so that anybody can work it out again. */
const workings = (calculation: Fields, lang: Lang): [string, string][] => {
  const yuan = (name: string): string => {
    const fen = Fen.safeParse(calculation[name]);
    return fen.success ? formatYuan(fen.data) : '—';
  };
  const size = Number(calculation['familySize'] ?? 1);
  const sum = `(${yuan('totalAnnualFen')} − ${yuan('rigidFen')}) ÷ 12 ÷ ${size} = ${yuan('netPerCapitaFen')}`;
  const unit = lang === 'zh' ? '元' : 'yuan';
  const floor = Number(calculation['rigidFen']) > Number(calculation['totalAnnualFen']);
  const below = floor
    ? say({ zh: '（收入不抵支出，按 0 计）', en: ' (expenses exceed income: counted as 0)' }, lang)
    : '';
  const category = CATEGORIES[String(calculation['category'])];
  const { caps } = calculation;
  return [
    [say({ zh: '家庭年收入', en: 'Income of a year' }, lang), `${yuan('totalAnnualFen')} ${unit}`],
    [say({ zh: '刚性支出', en: 'Unavoidable expenses' }, lang), `${yuan('rigidFen')} ${unit}`],
    [say({ zh: '共同生活人口', en: 'Living together' }, lang), `${size}`],
    [say({ zh: '人均月收入', en: 'Per head and month' }, lang), `${sum} ${unit}${below}`],
    [
      say({ zh: '当年标准', en: 'Lines of the year' }, lang),
      lang === 'zh'
        ? `低保标准 ${yuan('dibaoLineFen')} 元，相对困难线 ${yuan('relativeLineFen')} 元`
        : `minimum ${yuan('dibaoLineFen')} yuan, relative ${yuan('relativeLineFen')} yuan`,
    ],
    [
      say({ zh: '刚性支出占收入', en: 'Expenses of income' }, lang),
      `${String(calculation['rigidSharePercent'] ?? '—')} %`,
    ],
    [say({ zh: '认定类别', en: 'Category' }, lang), category ? say(category, lang) : '—'],
    ...(Array.isArray(caps) ? caps : []).flatMap((cap: unknown): [string, string][] => {
      if (typeof cap !== 'object' || cap === null || !('aid' in cap) || !('fen' in cap)) return [];
      const fen = Fen.safeParse(cap.fen);
      const name = AID[String(cap.aid)];
      return name && fen.success ? [[say(name, lang), `${formatYuan(fen.data)} ${unit}`]] : [];
    }),
    [say({ zh: '标准生效日', en: 'Lines in force since' }, lang), dated(calculation['policyFrom'], lang)],
  ];
};

/** The application, as the applicant meets it and as an approver sees it. */
export const application: Application = {
  journey,
  applicants,
  decisive: ['mainCause', 'aidTypes', 'appliedFen', 'proposedFen', 'approvedFen', 'grantedFen', 'receivedFen'],
  workings,
};
