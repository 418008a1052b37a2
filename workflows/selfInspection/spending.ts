import * as z from 'zod/mini';
import { Fen } from '#shared/money';
import type { Text } from '#shared/text';
import { CivilDate } from '#shared/time/civil';

/** What a union spent money on for its members, occasion by occasion, as its report lists it. */
export const OCCASIONS = {
  newYear: { zh: '元旦', en: 'New Year' },
  springFestival: { zh: '春节', en: 'Spring Festival' },
  qingming: { zh: '清明', en: 'Qingming' },
  labourDay: { zh: '劳动节', en: 'Labour Day' },
  dragonBoat: { zh: '端午', en: 'Dragon Boat Festival' },
  midAutumn: { zh: '中秋', en: 'Mid-Autumn Festival' },
  nationalDay: { zh: '国庆', en: 'National Day' },
  womensDay: { zh: '三八妇女节', en: 'Women’s Day' },
  childrensDay: { zh: '六一儿童节', en: 'Children’s Day' },
  otherFestival: { zh: '其他节日', en: 'Another festival' },
  birthday: { zh: '生日', en: 'Birthday' },
  marriage: { zh: '结婚', en: 'Marriage' },
  birth: { zh: '生育', en: 'Birth' },
  hospital: { zh: '住院', en: 'Hospital' },
  death: { zh: '去世', en: 'Death' },
  retirement: { zh: '退休', en: 'Retirement' },
} as const satisfies Record<string, Text>;
export const Occasion = z.enum([
  'newYear',
  'springFestival',
  'qingming',
  'labourDay',
  'dragonBoat',
  'midAutumn',
  'nationalDay',
  'womensDay',
  'childrensDay',
  'otherFestival',
  'birthday',
  'marriage',
  'birth',
  'hospital',
  'death',
  'retirement',
]);
export type Occasion = z.infer<typeof Occasion>;

export const FORMS = {
  goods: { zh: '实物', en: 'Goods' },
  pickUp: { zh: '提货凭证', en: 'Pick-up coupon for goods' },
  voucher: { zh: '购物卡、代金券', en: 'Shopping card or voucher' },
  cash: { zh: '现金', en: 'Cash' },
} as const satisfies Record<string, Text>;
export const Form = z.enum(['goods', 'pickUp', 'voucher', 'cash']);

export const Spending = z.object({
  occasion: Occasion,
  on: CivilDate,
  form: Form,
  /** What each got, and how many got it. */
  perHeadFen: Fen,
  people: z.int().check(z.gte(1)),
});
export type Spending = z.infer<typeof Spending>;
