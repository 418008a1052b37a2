import type { Group } from '../checklist.ts';

const WELFARE = '《基层工会经费收支管理办法》（总工办发〔2017〕32号）第八条及省总工会实施办法';

export const festivals: Group = {
  id: 'festivals',
  title: { zh: '节日慰问', en: 'Festival goods' },
  checks: [
    {
      id: 'C01',
      title: { zh: '节日慰问品超标准', en: 'Festival goods over the limit' },
      violation: 'OVER_LIMIT',
      clause: WELFARE,
    },
    {
      id: 'C02',
      title: { zh: '在规定节日以外发放', en: 'Other festivals' },
      violation: 'OUT_OF_SCOPE',
      clause: WELFARE,
    },
    {
      id: 'C03',
      title: { zh: '发现金、购物卡、代金券', en: 'Cash, shopping cards, vouchers' },
      violation: 'FORBIDDEN_FORM',
      clause: WELFARE,
    },
    {
      id: 'C04',
      title: { zh: '慰问品不是节日习俗用品或生活必需品', en: 'Goods neither customary nor necessary' },
      violation: 'OUT_OF_SCOPE',
      clause: WELFARE,
    },
    {
      id: 'C09',
      title: { zh: '发给不该领的人', en: 'Recipients who may not receive' },
      violation: 'OUT_OF_SCOPE',
      clause: WELFARE,
    },
    {
      id: 'C22',
      title: { zh: '工会与单位福利费重复发放', en: 'Paid by union and employer alike' },
      violation: 'DUPLICATE',
      clause: WELFARE,
    },
  ],
};
