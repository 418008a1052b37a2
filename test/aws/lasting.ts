import { canonical } from '#shared/events/chain';
import type { Item, Json } from '#shared/table/table';

/**
 * Drafts, sessions, links and what is under a seal: theirs is the way, not the end. So with how many mails a day has
 * left: the day counts them only where they leave by SES or SMTP, and forgets them with its TTL.
 */
const PASSING = /^(?:DRAFT|DRAFTSESSION|SESSION|SIGNIN|ACCOUNT|LINK|KEYS|RATE|HELP|TRIES|MAILS)/;
const PARTS_OF_THE_WAY = /^(?:EVENT|OUT|MAIL|FORM|LINK)#/;
export const isPassing = ({ pk, sk }: Item): boolean => PASSING.test(pk) || PARTS_OF_THE_WAY.test(sk);

/** References, keys and hashes are drawn: each is worth its kind. */
export const drawn = (text: string): string =>
  text
    .replaceAll(/https?:\/\/\S+/g, 'LINK')
    .replaceAll(/(?<![A-Z])([A-Z]{2}|[\u4e00-\u9fff])-(?:\d{4}-)?\d{6,10}/g, '$1-N')
    .replaceAll(/\bPB-N-\d{4}\b/g, 'PB-N-LINE') // which line of a batch follows from drawn ids: alike.ts
    .replaceAll(/[\w-]{40,}/g, 'DRAWN')
    .replaceAll(/(?<![\w-])[0-9a-f]{16,}(?![\w-])/g, 'DRAWN')
    .replaceAll(/#\d{10}(?=[.\D]|$)/g, '#SEQ') // marks are events too, and take a number
    .replaceAll(/REG-[0-9a-f]{12}/g, 'REG-N')
    .replaceAll(/(?<=#)[\w-]{22}(?![\w-])/g, 'DRAWN')
    .replaceAll(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}\b/g, 'CODE');

const OF_THE_MOMENT =
  /(?:At|Sk|Pk|Since|From)$|^(?:version|seq|head|ttl|at|nonce|rungs|climbed|token|taskToken|sealed|entered|rounds|flags|code|accepted|wrapped.*|expires.*)$/;

/** Heads of lanes that an event has sealed: which lanes is drawn (alike.ts), and that they hold is a fault or none. */
const areHeads = (name: string, field: Json): boolean => name === 'lanes' && Array.isArray(field);

/** People of a list stand in the order of their ids, which are drawn: so each list of them is put into one order. */
const inOrder = (list: Json[]): Json[] =>
  list.some((each) => typeof each === 'object' && each !== null && 'person' in each)
    ? list.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1))
    : list;

/** A value without what the moment and the draw have put into it. */
export const lasting = (value: Json): Json => {
  if (Array.isArray(value)) return inOrder(value.map((each: Json) => lasting(each)));
  if (typeof value === 'string') return drawn(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]): [string, Json][] =>
      field === undefined || OF_THE_MOMENT.test(name) || areHeads(name, field) ? [] : [[drawn(name), lasting(field)]],
    ),
  );
};
