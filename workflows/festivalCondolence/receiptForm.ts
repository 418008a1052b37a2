import { form } from '#shared/forms/fields';

const RELATIONS = [
  { value: 'spouse', label: { zh: '配偶', en: 'Spouse' } },
  { value: 'child', label: { zh: '子女', en: 'Child' } },
  { value: 'parent', label: { zh: '父母', en: 'Parent' } },
  { value: 'colleague', label: { zh: '同事', en: 'Colleague' } },
  { value: 'other', label: { zh: '其他', en: 'Other' } },
] as const;

const isGiven = ({ outcome }: { readonly [name: string]: unknown }) =>
  outcome === 'signed' || outcome === 'photo' || outcome === 'proxy';
const isProxy = ({ outcome }: { readonly [name: string]: unknown }) => outcome === 'proxy';
const isReason = ({ outcome }: { readonly [name: string]: unknown }) =>
  outcome === 'refused' || outcome === 'deceased' || outcome === 'moved';

/** 签领: what a team records for the people that it has ticked. Goods are always signed for before a witness. */
export const receiptForm = form(
  {
    kind: 'choice',
    name: 'outcome',
    label: { zh: '情况', en: 'What happened' },
    pii: 'P1',
    options: [
      { value: 'signed', label: { zh: '本人签领', en: 'Signed for in person' } },
      {
        value: 'photo',
        label: { zh: '本人领取，拍照为证', en: 'Received in person, with a photo' },
        hint: { zh: '不便签字的；先上传照片', en: 'Where somebody cannot sign; upload the photo first' },
      },
      { value: 'proxy', label: { zh: '他人代领', en: 'Collected by somebody else' } },
      {
        value: 'absent',
        label: { zh: '不在', en: 'Absent' },
        hint: { zh: '以后再访或请人代领', en: 'To be visited again, or by proxy' },
      },
      { value: 'refused', label: { zh: '谢绝', en: 'Declined' }, hint: { zh: '慰问品交回', en: 'The goods go back' } },
      { value: 'deceased', label: { zh: '已去世', en: 'Deceased' } },
      { value: 'moved', label: { zh: '已迁走或离职', en: 'Moved or left' } },
    ],
  },
  { kind: 'text', name: 'witness', label: { zh: '证明人', en: 'Witness' }, min: 2, max: 30, pii: 'P2', when: isGiven },
  {
    kind: 'text',
    name: 'proxyName',
    label: { zh: '代领人姓名', en: 'Name of who collected it' },
    min: 2,
    max: 30,
    pii: 'P3',
    when: isProxy,
  },
  {
    kind: 'choice',
    name: 'relation',
    label: { zh: '与本人关系', en: 'Relation' },
    options: RELATIONS,
    pii: 'P2',
    when: isProxy,
  },
  {
    kind: 'idNumber',
    name: 'proxyId',
    label: { zh: '代领人身份证号码', en: 'Their identity number' },
    pii: 'P3',
    when: isProxy,
  },
  {
    kind: 'text',
    name: 'letter',
    label: { zh: '委托书或代领原因', en: 'Letter of authority, or why' },
    min: 2,
    max: 60,
    pii: 'P2',
    when: isProxy,
  },
  { kind: 'text', name: 'reason', label: { zh: '说明', en: 'Reason' }, min: 2, max: 100, pii: 'P2', when: isReason },
);
