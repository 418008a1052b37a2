import { form } from '#shared/forms/fields';
import { account } from './columns.ts';

/** 更正账户: another account of the recipient or, for a child, of the guardian. */
export const accountForm = account.map(({ field }) => field);

/** There is none: whoever it concerns is left out, and the reason stands in the proof of coverage. */
export const noAccountForm = form({
  kind: 'text',
  name: 'reason',
  label: { zh: '为什么没有可用的账户', en: 'Why there is no account' },
  hint: { zh: '例如：本人已办理迁出，联系不上', en: 'Such as: has moved away and cannot be reached' },
  min: 2,
  max: 100,
  pii: 'P2',
});
