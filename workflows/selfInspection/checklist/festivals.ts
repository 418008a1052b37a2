import type { Group } from '../checklist.ts';

const WELFARE = '《基层工会经费收支管理办法》（总工办发〔2017〕32号）第八条及省总工会实施办法';

export const festivals: Group = {
  id: 'festivals',
  title: { zh: '节日慰问', en: 'Festival goods' },
  checks: [
    {
      id: 'C01',
      title: { zh: '节日慰问品超标准', en: 'Festival goods over the limit' },
      rule: {
        zh: '法定节日向会员发慰问品，每人全年合计不得超过当年限额。经费充裕的企业工会限额较高，但要有证明。',
        en: 'Festival goods per member and year stay within the limit of the year. Enterprise unions with ample funds have a higher one, with proof.',
      },
      violation: 'OVER_LIMIT',
      clause: WELFARE,
    },
    {
      id: 'C02',
      title: { zh: '在规定节日以外发放', en: 'Other festivals' },
      rule: {
        zh: '只有元旦、春节、清明、劳动节、端午、中秋、国庆可以发。三八、六一等节日不能普遍发放。',
        en: 'Only New Year, Spring Festival, Qingming, Labour Day, Dragon Boat, Mid-Autumn and National Day count.',
      },
      violation: 'OUT_OF_SCOPE',
      clause: WELFARE,
    },
    {
      id: 'C03',
      title: { zh: '发现金、购物卡、代金券', en: 'Cash, shopping cards, vouchers' },
      rule: {
        zh: '节日和生日慰问只能发实物或指定实物的提货凭证，不能发现金、购物卡、代金券。',
        en: 'Festivals and birthdays: goods, or a coupon for named goods; neither cash nor cards nor vouchers.',
      },
      violation: 'FORBIDDEN_FORM',
      clause: WELFARE,
    },
    {
      id: 'C04',
      title: { zh: '慰问品不是节日习俗用品或生活必需品', en: 'Goods neither customary nor necessary' },
      rule: {
        zh: '慰问品应当是符合节日习俗的用品和生活必需品，不能是烟酒、奢侈品。',
        en: 'Goods are customary for the festival or needed in daily life; no tobacco, spirits or luxuries.',
      },
      violation: 'OUT_OF_SCOPE',
      clause: WELFARE,
    },
    {
      id: 'C09',
      title: { zh: '发给不该领的人', en: 'Recipients who may not receive' },
      rule: {
        zh: '领取人必须是在册会员。非会员、已离职或去世的、同一次领两份的，都算问题。',
        en: 'Recipients are registered members: nobody who is no member, has left or died, or is listed twice.',
      },
      violation: 'OUT_OF_SCOPE',
      clause: WELFARE,
    },
    {
      id: 'C22',
      title: { zh: '工会与单位福利费重复发放', en: 'Paid by union and employer alike' },
      rule: {
        zh: '同一事项不能既由工会经费列支，又由单位福利费发放。',
        en: 'The same matter is not paid by the union and by the employer’s welfare fund as well.',
      },
      violation: 'DUPLICATE',
      clause: WELFARE,
    },
  ],
};
