import type { Text } from '#shared/text';

/**
 * What the rule of each check says, in plain words: for the unit that goes through the list. By themselves, because
 * whoever only names a check, on whatever page or in whatever step, needs none of them.
 */
const rules: Readonly<Record<string, Text>> = {
  C01: {
    zh: '法定节日向会员发慰问品，每人全年合计不得超过当年限额。经费充裕的企业工会限额较高，但要有证明。',
    en: 'Festival goods per member and year stay within the limit of the year. Enterprise unions with ample funds have a higher one, with proof.',
  },
  C02: {
    zh: '只有元旦、春节、清明、劳动节、端午、中秋、国庆可以发。三八、六一等节日不能普遍发放。',
    en: 'Only New Year, Spring Festival, Qingming, Labour Day, Dragon Boat, Mid-Autumn and National Day count.',
  },
  C03: {
    zh: '节日和生日慰问只能发实物或指定实物的提货凭证，不能发现金、购物卡、代金券。',
    en: 'Festivals and birthdays: goods, or a coupon for named goods; neither cash nor cards nor vouchers.',
  },
  C04: {
    zh: '慰问品应当是符合节日习俗的用品和生活必需品，不能是烟酒、奢侈品。',
    en: 'Goods are customary for the festival or needed in daily life; no tobacco, spirits or luxuries.',
  },
  C05: {
    zh: '会员生日可以发生日蛋糕等实物，每人每年不超过限额。',
    en: 'A member’s birthday gift is in kind, within the limit.',
  },
  C06: { zh: '会员结婚、生育各有限额，超出部分算问题。', en: 'Weddings and births have a limit each.' },
  C07: {
    zh: '会员住院、会员及其配偶、父母、子女去世各有限额；其他亲属不在范围内。',
    en: 'Hospital, and death of a member, spouse, parent or child, have a limit each; other kin are out of scope.',
  },
  C08: { zh: '会员退休可以发纪念品，不超过限额，不能发现金。', en: 'A souvenir within the limit, no cash.' },
  C09: {
    zh: '领取人必须是在册会员。非会员、已离职或去世的、同一次领两份的，都算问题。',
    en: 'Recipients are registered members: nobody who is no member, has left or died, or is listed twice.',
  },
  C10: { zh: '不准用工会经费发奖金、津贴、补贴。', en: 'No bonuses, allowances or subsidies from union money.' },
  C11: { zh: '不准用工会经费请客送礼。', en: 'No entertaining and no gifts.' },
  C12: { zh: '不准用工会经费从事高消费性娱乐和健身活动。', en: 'No costly entertainment or fitness.' },
  C13: { zh: '不准利用工会账户违规设立“小金库”。', en: 'The union’s account hides no other money.' },
  C14: { zh: '不准将工会账户并入单位行政账户，使工会失去控制权。', en: 'The union keeps an account of its own.' },
  C15: { zh: '不准截留、挪用工会经费。', en: 'Union funds are neither withheld nor diverted.' },
  C16: { zh: '不准用工会经费参与非法集资，或为非法集资提供担保。', en: 'No illegal fund-raising, no guarantees.' },
  C17: { zh: '不准用工会经费报销与工会活动无关的费用。', en: 'No costs that are not of the union’s work.' },
  C18: {
    zh: '获奖人数不超过参加人数的三分之二，奖品价值不超过当地限额。',
    en: 'Prizes go to two thirds of those who take part at most, within the local limit.',
  },
  C19: {
    zh: '春秋游应当日往返，不出所在城市，不去风景名胜区。',
    en: 'Outings return the same day and stay in the city.',
  },
  C20: {
    zh: '支出要有年度预算和工会委员会集体研究的纪要，不能超预算。',
    en: 'Spending is in the budget and was decided by the committee, with minutes.',
  },
  C21: {
    zh: '每次发放都要有本人签领表、列明品名数量的发票和验收记录。',
    en: 'Every distribution has a sheet signed by each, an itemised invoice and a record of acceptance.',
  },
  C22: {
    zh: '同一事项不能既由工会经费列支，又由单位福利费发放。',
    en: 'The same matter is not paid by the union and by the employer’s welfare fund as well.',
  },
  C23: {
    zh: '工会经费收支每年向会员公布，并经本级经费审查委员会审查。',
    en: 'Accounts are shown to the members every year and reviewed by the audit committee.',
  },
  C24: {
    zh: '本单位自己定的标准和范围，不能宽于省、市总工会的规定。',
    en: 'Limits and scope of one’s own are no wider than those of the province and the city.',
  },
};

/** @throws {RangeError} where a check has been added without its rule */
export const ruleOf = (check: string): Text => {
  const rule = rules[check];
  if (!rule) throw new RangeError(`Check ${check} has no rule`);
  return rule;
};
