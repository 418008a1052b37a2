import type { Group } from '../checklist.ts';

const RULES = '《基层工会经费收支管理办法》（总工办发〔2017〕32号）';

export const procedure: Group = {
  id: 'procedure',
  title: { zh: '预算、凭据和公开', en: 'Budget, papers, openness' },
  checks: [
    {
      id: 'C20',
      title: { zh: '没有预算或会议纪要、超预算', en: 'No budget or minutes' },
      rule: {
        zh: '支出要有年度预算和工会委员会集体研究的纪要，不能超预算。',
        en: 'Spending is in the budget and was decided by the committee, with minutes.',
      },
      violation: 'PROCEDURE',
      clause: RULES,
    },
    {
      id: 'C21',
      title: { zh: '没有实名签领表、明细发票、验收', en: 'No sign sheet, itemised invoice or acceptance' },
      rule: {
        zh: '每次发放都要有本人签领表、列明品名数量的发票和验收记录。',
        en: 'Every distribution has a sheet signed by each, an itemised invoice and a record of acceptance.',
      },
      violation: 'EVIDENCE',
      clause: RULES,
    },
    {
      id: 'C23',
      title: { zh: '账目没有向会员公开、没有经审', en: 'Accounts not shown, not audited' },
      rule: {
        zh: '工会经费收支每年向会员公布，并经本级经费审查委员会审查。',
        en: 'Accounts are shown to the members every year and reviewed by the audit committee.',
      },
      violation: 'PROCEDURE',
      clause: RULES,
    },
    {
      id: 'C24',
      title: { zh: '自定的办法宽于上级规定', en: 'Own rules wider than those above' },
      rule: {
        zh: '本单位自己定的标准和范围，不能宽于省、市总工会的规定。',
        en: 'Limits and scope of one’s own are no wider than those of the province and the city.',
      },
      violation: 'POLICY',
      clause: RULES,
    },
  ],
};
