import type { Check, Group } from '../checklist.ts';

const EIGHT = '《基层工会经费收支管理办法》（总工办发〔2017〕32号）“八不准”';

const prohibited = (id: string, zh: string, en: string): Check => ({
  id,
  title: { zh, en },
  violation: 'PROHIBITED',
  clause: EIGHT,
});

export const conduct: Group = {
  id: 'conduct',
  title: { zh: '“八不准”', en: 'The eight prohibitions' },
  checks: [
    prohibited('C10', '用工会经费发奖金、津贴、补贴', 'Bonuses and allowances'),
    prohibited('C11', '请客送礼', 'Entertaining and gifts'),
    prohibited('C12', '高消费娱乐健身', 'Costly entertainment'),
    prohibited('C13', '利用工会账户设立“小金库”', 'Slush funds'),
    prohibited('C14', '工会账户并入单位行政账户', 'Merged accounts'),
    prohibited('C15', '截留、挪用工会经费', 'Withheld or diverted funds'),
    prohibited('C16', '非法集资、提供担保', 'Fund-raising and guarantees'),
    prohibited('C17', '报销与工会活动无关的费用', 'Unrelated costs'),
  ],
};
