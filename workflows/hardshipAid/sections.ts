/** The sections of the application. Tasks name them too, and do not load their questions for it (form/). */
export const sections = {
  person: { id: 'person', title: { zh: '个人信息', en: 'Personal details' } },
  work: { id: 'work', title: { zh: '工作与会员情况', en: 'Work and membership' } },
  household: { id: 'household', title: { zh: '家庭成员', en: 'Household' } },
  money: { id: 'money', title: { zh: '收入与支出', en: 'Income and expenses' } },
  aid: { id: 'aid', title: { zh: '困难情况与申请事项', en: 'Hardship and aid asked for' } },
  files: { id: 'files', title: { zh: '证明材料', en: 'Documents' } },
};
