import type { Lang, Text } from '#shared/text';
import { say } from '#shared/text';
import type { Field } from './fields.ts';

/** What is wrong, in the user's words: it names the field and says what to do. */
type Words = (label: string) => Text;

/** A label within a sentence: `Monthly income` becomes `monthly income`, `ID number` stays. */
const within = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

const fen = (amount: number): string => (amount % 100 === 0 ? String(amount / 100) : (amount / 100).toFixed(2));

export const wrongs = {
  missing: (l) => ({ zh: `请填写${l}`, en: `Enter: ${within(l)}` }),
  unchosen: (l) => ({ zh: `请选择：${l}`, en: `Choose an answer: ${within(l)}` }),
  unticked: (l) => ({ zh: `请勾选「${l}」后再继续`, en: `Tick “${l}” to go on` }),
  noFile: (l) => ({ zh: `请上传${l}`, en: `Upload: ${within(l)}` }),
  unknown: (l) => ({ zh: `请从列出的选项中选择：${l}`, en: `Choose one of the answers listed: ${within(l)}` }),
  money: (l) => ({ zh: `${l}要填数字，例如 2300 或 2300.50`, en: `${l} must be a number, like 2300 or 2300.50` }),
  negative: (l) => ({ zh: `${l}不能小于 0`, en: `${l} cannot be less than 0` }),
  decimals: (l) => ({ zh: `${l}最多填到分，例如 2300.50`, en: `${l} can have two decimals at most, like 2300.50` }),
  tooLarge: (l) => ({ zh: `${l}太大，请检查是否多写了数字`, en: `${l} is too large. Check for extra digits` }),
  number: (l) => ({ zh: `${l}要填整数，例如 3`, en: `${l} must be a whole number, like 3` }),
  date: (l) => ({ zh: `${l}要填日期，例如 2019-3-1 或 2019年3月1日`, en: `${l} must be a date, like 2019-3-1` }),
  future: (l) => ({ zh: `${l}不能晚于今天`, en: `${l} cannot be in the future` }),
  idLength: (l) => ({
    zh: `${l}要填 18 位，请对照证件检查`,
    en: `${l} must have 18 characters. Check it against the card`,
  }),
  idFifteen: (l) => ({
    zh: `${l}是 15 位旧号码，请填写现在证件上的 18 位号码`,
    en: `${l} has 15 digits, an old number. Enter the 18 characters of the current card`,
  }),
  idCharacters: (l) => ({
    zh: `${l}只能有数字，最后一位可以是 X`,
    en: `${l} can only have digits, and X as the last character`,
  }),
  idBirth: (l) => ({
    zh: `${l}第 7 至 14 位不是真实的出生日期，请对照证件检查`,
    en: `The 7th to 14th digits of ${within(l)} are no real date of birth. Check them against the card`,
  }),
  idCheck: (l) => ({
    zh: `${l}可能有一位写错了，请对照证件检查；如果证件上就是这样，请在下面勾选并说明`,
    en: `${l} seems to have a wrong digit. Check it against the card; if the card says so, tick the box below and explain`,
  }),
  mobile: (l) => ({
    zh: `${l}要填 11 位手机号码，例如 138 0000 1234`,
    en: `${l} must be an 11-digit mobile number, like 138 0000 1234`,
  }),
  email: (l) => ({ zh: `${l}的格式不对，例如 name@example.com`, en: `${l} must look like name@example.com` }),
  card: (l) => ({ zh: `${l}要填卡面上的 16 至 19 位数字`, en: `${l} must be the 16 to 19 digits on the card` }),
  cardCheck: (l) => ({
    zh: `${l}可能有一位写错了，请对照银行卡检查；确认无误请在下面勾选`,
    en: `${l} seems to have a wrong digit. Check it against the card; if it is right, tick the box below`,
  }),
  reason: () => ({
    zh: '请说明证件号码的情况，例如「证件上就是这个号码」',
    en: 'Explain the number, for example “this is what the card says”',
  }),
} satisfies Record<string, Words>;

export const short =
  (min: number): Words =>
  (l) => ({ zh: `${l}至少写 ${min} 个字`, en: `${l} needs at least ${min} characters` });
export const long =
  (max: number, now: number): Words =>
  (l) => ({
    zh: `${l}最多 ${max} 个字，现在有 ${now} 个字`,
    en: `${l} can have ${max} characters at most; it has ${now}`,
  });
export const between =
  (min: number, max: number): Words =>
  (l) => ({
    zh: `${l}要在 ${min} 到 ${max} 之间`,
    en: `${l} must be between ${min} and ${max}`,
  });
export const atLeast =
  (least: number): Words =>
  (l) => ({ zh: `${l}至少要 ${fen(least)} 元`, en: `${l} must be at least ${fen(least)} yuan` });
export const atMost =
  (most: number): Words =>
  (l) => ({ zh: `${l}最多 ${fen(most)} 元`, en: `${l} can be ${fen(most)} yuan at most` });
export const notBefore =
  (date: string): Words =>
  (l) => ({ zh: `${l}不能早于 ${date}`, en: `${l} cannot be before ${date}` });
export const notAfter =
  (date: string): Words =>
  (l) => ({ zh: `${l}不能晚于 ${date}`, en: `${l} cannot be after ${date}` });
export const tooMany =
  (max: number): Words =>
  (l) => ({ zh: `${l}最多选 ${max} 项`, en: `${l}: choose ${max} at most` });
export const tooFew =
  (min: number): Words =>
  (l) => ({ zh: `${l}至少要填 ${min} 项`, en: `${l}: at least ${min} needed` });

export const message = (field: Pick<Field, 'label'>, words: Words, lang: Lang): string =>
  say(words(say(field.label, lang)), lang);
