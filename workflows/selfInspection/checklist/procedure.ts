import type { Group } from '../checklist.ts';

const RULES = '《基层工会经费收支管理办法》（总工办发〔2017〕32号）';

export const procedure: Group = {
  id: 'procedure',
  title: { zh: '预算、凭据和公开', en: 'Budget, papers, openness' },
  checks: [
    {
      id: 'C20',
      title: { zh: '没有预算或会议纪要、超预算', en: 'No budget or minutes' },
      violation: 'PROCEDURE',
      clause: RULES,
    },
    {
      id: 'C21',
      title: { zh: '没有实名签领表、明细发票、验收', en: 'No sign sheet, itemised invoice or acceptance' },
      violation: 'EVIDENCE',
      clause: RULES,
    },
    {
      id: 'C23',
      title: { zh: '账目没有向会员公开、没有经审', en: 'Accounts not shown, not audited' },
      violation: 'PROCEDURE',
      clause: RULES,
    },
    {
      id: 'C24',
      title: { zh: '自定的办法宽于上级规定', en: 'Own rules wider than those above' },
      violation: 'POLICY',
      clause: RULES,
    },
  ],
};
