import type { Role } from '#shared/people/organisation';
import type { Text } from '#shared/text';

/** What each role is called, on pages and in mails: decisions are shown by position, not by name. */
export const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  unionChair: { zh: '基层工会主席', en: 'union chair' },
  unionCommittee: { zh: '基层工会委员会', en: 'union committee' },
  surveyor: { zh: '入户调查员', en: 'surveyor' },
  townshipUnion: { zh: '乡镇（街道）工会', en: 'township union' },
  caseOfficer: { zh: '区总工会帮扶中心', en: 'district aid centre' },
  viceChair: { zh: '区总工会分管副主席', en: 'district vice chair' },
  finance: { zh: '区总工会财务', en: 'district finance' },
  auditCommittee: { zh: '区总工会经审会', en: 'audit committee' },
  womenCommittee: { zh: '女职工委员会', en: 'women workers’ committee' },
  discipline: { zh: '纪检', en: 'discipline inspection' },
  dutyOfficer: { zh: '区总工会值班人员', en: 'duty officer' },
  admin: { zh: '系统管理员', en: 'administrator' },
};

/** Whoever a task asks, in words; `applicant` and `nobody` are no roles of the organisation. */
export const roleName = (role: string): Text =>
  Object.entries(ROLE_NAMES).find(([name]) => name === role)?.[1] ??
  (role === 'applicant' ? { zh: '申请人', en: 'the applicant' } : { zh: '系统', en: 'the system' });
