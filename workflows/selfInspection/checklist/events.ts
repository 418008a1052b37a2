import type { Group } from '../checklist.ts';

const EVENTS = '《基层工会经费收支管理办法》（总工办发〔2017〕32号）第八条及省总工会实施办法';

export const events: Group = {
  id: 'events',
  title: { zh: '生日、婚育、住院、退休和活动', en: 'Birthdays, weddings, illness, retirement, events' },
  checks: [
    {
      id: 'C05',
      title: { zh: '生日慰问超标准或不是实物', en: 'Birthday gifts' },
      rule: {
        zh: '会员生日可以发生日蛋糕等实物，每人每年不超过限额。',
        en: 'A member’s birthday gift is in kind, within the limit.',
      },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C06',
      title: { zh: '结婚、生育慰问超标准', en: 'Weddings and births' },
      rule: { zh: '会员结婚、生育各有限额，超出部分算问题。', en: 'Weddings and births have a limit each.' },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C07',
      title: { zh: '住院、去世慰问超标准或超范围', en: 'Hospital and death' },
      rule: {
        zh: '会员住院、会员及其配偶、父母、子女去世各有限额；其他亲属不在范围内。',
        en: 'Hospital, and death of a member, spouse, parent or child, have a limit each; other kin are out of scope.',
      },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C08',
      title: { zh: '退休纪念品超标准或发现金', en: 'Retirement gifts' },
      rule: { zh: '会员退休可以发纪念品，不超过限额，不能发现金。', en: 'A souvenir within the limit, no cash.' },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C18',
      title: { zh: '文体活动奖励面过宽或奖品超标准', en: 'Prizes of contests' },
      rule: {
        zh: '获奖人数不超过参加人数的三分之二，奖品价值不超过当地限额。',
        en: 'Prizes go to two thirds of those who take part at most, within the local limit.',
      },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C19',
      title: { zh: '春游秋游过夜或出市', en: 'Outings overnight or out of town' },
      rule: {
        zh: '春秋游应当日往返，不出所在城市，不去风景名胜区。',
        en: 'Outings return the same day and stay in the city.',
      },
      violation: 'OUT_OF_SCOPE',
      clause: EVENTS,
    },
  ],
};
