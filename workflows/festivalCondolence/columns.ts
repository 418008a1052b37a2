import type { SimpleField } from '#shared/forms/fields';
import type { Column } from '#shared/rosters/spec';
import { CLASSES } from './planForm.ts';

/** The columns of rosters, with the other names that unions give them. */
export const name: Column = {
  field: { kind: 'text', name: 'name', label: { zh: '姓名', en: 'Name' }, min: 1, max: 30, pii: 'P2' },
  aliases: ['名字', '职工姓名', '劳模姓名', '儿童姓名'],
};
export const idNumber: Column = {
  field: { kind: 'idNumber', name: 'idNumber', label: { zh: '身份证号码', en: 'Identity number' }, pii: 'P3' },
  aliases: ['身份证号', '身份证', '公民身份号码', '证件号码'],
};
export const mobile: Column = {
  field: { kind: 'mobile', name: 'mobile', label: { zh: '手机号码', en: 'Mobile' }, optional: true, pii: 'P3' },
  aliases: ['手机', '手机号', '联系电话', '电话'],
};
export const kind: Column = {
  field: {
    kind: 'choice',
    name: 'kind',
    label: { zh: '人员类别', en: 'Class' },
    options: CLASSES,
    optional: true,
    pii: 'P1',
  },
  aliases: ['类别', '对象类别'],
};
export const group = (optional: boolean): Column => {
  const field: SimpleField = {
    kind: 'text',
    name: 'group',
    label: { zh: '所在企业', en: 'Enterprise' },
    max: 60,
    pii: 'P1',
  };
  return {
    field: optional ? { ...field, optional: true } : field,
    aliases: ['企业', '企业名称', '工作单位', '单位', '用人单位', '家庭住址'],
  };
};
export const member: Column = {
  field: { kind: 'yesNo', name: 'member', label: { zh: '是否会员', en: 'Member' }, pii: 'P1' },
  aliases: ['会员', '工会会员'],
};
export const honour: readonly Column[] = [
  {
    field: {
      kind: 'text',
      name: 'honour',
      label: { zh: '荣誉称号', en: 'Title of honour' },
      min: 2,
      max: 60,
      pii: 'P1',
    },
    aliases: ['称号', '劳模称号', '荣誉'],
  },
  {
    field: {
      kind: 'number',
      name: 'honourYear',
      label: { zh: '授予年份', en: 'Year' },
      min: 1949,
      max: 2100,
      optional: true,
      pii: 'P1',
    },
    aliases: ['年份', '评选年份', '授予时间'],
  },
];
export const guardian: readonly Column[] = [
  {
    field: { kind: 'text', name: 'guardian', label: { zh: '监护人姓名', en: 'Guardian' }, min: 1, max: 30, pii: 'P3' },
    aliases: ['监护人', '家长姓名'],
  },
  {
    field: { kind: 'text', name: 'relation', label: { zh: '与儿童关系', en: 'Relation' }, min: 1, max: 20, pii: 'P3' },
    aliases: ['关系', '监护人关系'],
  },
  {
    field: {
      kind: 'yesNo',
      name: 'consent',
      label: { zh: '监护人已书面同意', en: 'Guardian consents in writing' },
      pii: 'P1',
    },
    aliases: ['监护人同意', '是否同意'],
  },
];
/** An account is the recipient's, and a child's is the guardian's. */
export const account: readonly Column[] = [
  {
    field: { kind: 'text', name: 'holder', label: { zh: '开户名', en: 'Account holder' }, min: 1, max: 60, pii: 'P3' },
    aliases: ['户名', '账户名'],
  },
  {
    field: { kind: 'bankCard', name: 'cardNo', label: { zh: '银行卡号', en: 'Card number' }, pii: 'P3' },
    aliases: ['卡号', '银行账号', '账号'],
  },
  {
    field: { kind: 'text', name: 'bankName', label: { zh: '开户银行', en: 'Bank' }, min: 2, max: 60, pii: 'P3' },
    aliases: ['开户行', '银行'],
  },
];
