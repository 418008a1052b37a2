/**
 * Personal data with most of it hidden, for every page that is not asked to reveal it. Each takes the stored form;
 * what does not have it is hidden whole, so a mistake elsewhere shows nothing.
 */

const shown = (value: string, shape: RegExp, masked: string, hidden: string): string =>
  shape.test(value) ? value.replace(shape, masked) : hidden;

/** `陈*`: the first character, and one star however long the name is. */
export const maskName = (name: string): string => shown(name.trim(), /^(.).*$/su, '$1*', '*');

/** `429***********1234`: province, and the last four of 18. */
export const maskIdNumber = (id: string): string =>
  shown(id, /^(\d{3})\d{11}(\d{3}[\dX])$/, '$1***********$2', '*'.repeat(18));

/** `**** **** **** 1234`, also of a card with 19 digits. */
export const maskBankCard = (card: string): string =>
  shown(card, /^\d{12,15}(\d{4})$/, '**** **** **** $1', '**** **** **** ****');

/** `138****1234` */
export const maskMobile = (mobile: string): string =>
  shown(mobile, /^(\d{3})\d{4}(\d{4})$/, '$1****$2', '*'.repeat(11));

/** `c***@example.org`: the first character, and the whole domain. */
export const maskEmail = (email: string): string => shown(email, /^([^\s@])[^\s@]*@([^\s@]+)$/u, '$1***@$2', '***');
