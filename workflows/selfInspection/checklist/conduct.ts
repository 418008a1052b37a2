import type { Check, Group } from '../checklist.ts';

const EIGHT = '《基层工会经费收支管理办法》（总工办发〔2017〕32号）“八不准”';

const prohibited = (id: string, zh: string, en: string, plain: string, english: string): Check => ({
  id,
  title: { zh, en },
  rule: { zh: plain, en: english },
  violation: 'PROHIBITED',
  clause: EIGHT,
});

export const conduct: Group = {
  id: 'conduct',
  title: { zh: '“八不准”', en: 'The eight prohibitions' },
  checks: [
    prohibited(
      'C10',
      '用工会经费发奖金、津贴、补贴',
      'Bonuses and allowances',
      '不准用工会经费发奖金、津贴、补贴。',
      'No bonuses, allowances or subsidies from union money.',
    ),
    prohibited(
      'C11',
      '请客送礼',
      'Entertaining and gifts',
      '不准用工会经费请客送礼。',
      'No entertaining and no gifts.',
    ),
    prohibited(
      'C12',
      '高消费娱乐健身',
      'Costly entertainment',
      '不准用工会经费从事高消费性娱乐和健身活动。',
      'No costly entertainment or fitness.',
    ),
    prohibited(
      'C13',
      '利用工会账户设立“小金库”',
      'Slush funds',
      '不准利用工会账户违规设立“小金库”。',
      'The union’s account hides no other money.',
    ),
    prohibited(
      'C14',
      '工会账户并入单位行政账户',
      'Merged accounts',
      '不准将工会账户并入单位行政账户，使工会失去控制权。',
      'The union keeps an account of its own.',
    ),
    prohibited(
      'C15',
      '截留、挪用工会经费',
      'Withheld or diverted funds',
      '不准截留、挪用工会经费。',
      'Union funds are neither withheld nor diverted.',
    ),
    prohibited(
      'C16',
      '非法集资、提供担保',
      'Fund-raising and guarantees',
      '不准用工会经费参与非法集资，或为非法集资提供担保。',
      'No illegal fund-raising, no guarantees.',
    ),
    prohibited(
      'C17',
      '报销与工会活动无关的费用',
      'Unrelated costs',
      '不准用工会经费报销与工会活动无关的费用。',
      'No costs that are not of the union’s work.',
    ),
  ],
};
