import type { Group } from '../checklist.ts';

const EVENTS = '《基层工会经费收支管理办法》（总工办发〔2017〕32号）第八条及省总工会实施办法';

export const events: Group = {
  id: 'events',
  title: { zh: '生日、婚育、住院、退休和活动', en: 'Birthdays, weddings, illness, retirement, events' },
  checks: [
    {
      id: 'C05',
      title: { zh: '生日慰问超标准或不是实物', en: 'Birthday gifts' },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C06',
      title: { zh: '结婚、生育慰问超标准', en: 'Weddings and births' },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C07',
      title: { zh: '住院、去世慰问超标准或超范围', en: 'Hospital and death' },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C08',
      title: { zh: '退休纪念品超标准或发现金', en: 'Retirement gifts' },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C18',
      title: { zh: '文体活动奖励面过宽或奖品超标准', en: 'Prizes of contests' },
      violation: 'OVER_LIMIT',
      clause: EVENTS,
    },
    {
      id: 'C19',
      title: { zh: '春游秋游过夜或出市', en: 'Outings overnight or out of town' },
      violation: 'OUT_OF_SCOPE',
      clause: EVENTS,
    },
  ],
};
