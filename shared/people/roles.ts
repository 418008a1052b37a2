import type { Role } from '#shared/people/organisation';
import type { Text } from '#shared/text';

/** What each role is called where its unit stands beside it or goes without saying. */
export const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  unionChair: { zh: '工会主席', en: 'union chair' },
  unionCommittee: { zh: '工会委员会', en: 'union committee' },
  surveyor: { zh: '入户调查员', en: 'surveyor' },
  townshipUnion: { zh: '审核人员', en: 'township reviewer' },
  caseOfficer: { zh: '帮扶中心', en: 'aid centre' },
  viceChair: { zh: '分管副主席', en: 'vice chair' },
  finance: { zh: '财务', en: 'finance' },
  auditCommittee: { zh: '经审会', en: 'audit committee' },
  womenCommittee: { zh: '女职工委员会', en: 'women workers’ committee' },
  discipline: { zh: '纪检', en: 'discipline inspection' },
  dutyOfficer: { zh: '值班人员', en: 'duty officer' },
  admin: { zh: '系统管理员', en: 'administrator' },
};

/** Whoever a task asks, in words; `applicant` and `nobody` are no roles of the organisation. */
export const roleName = (role: string): Text =>
  Object.entries(ROLE_NAMES).find(([name]) => name === role)?.[1] ??
  (role === 'applicant' ? { zh: '申请人', en: 'the applicant' } : { zh: '系统', en: 'the system' });
