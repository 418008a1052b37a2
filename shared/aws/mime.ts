import { createHash } from 'node:crypto';
import type { OutgoingMail } from '#shared/mail/mail';

/**
 * A mail as SES takes it raw: two parts that say the same, in the order of RFC 2046 (the plain one first), and the
 * headers that the simple form of the API has no field for.
 */
const LINE = 76;
const WORD_BYTES = 39; // with its frame and the header's name, base64 of it stays within 78 characters

const folded = (text: string): string =>
  (
    Buffer.from(text, 'utf8')
      .toString('base64')
      .match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  ).join('\r\n');

/** RFC 2047, cut between characters. Plain ASCII stays as it is. */
export const encodedWords = (text: string): string => {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const char of text) {
    if (Buffer.byteLength(word + char) > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += char;
  }
  return [...words, word].map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ');
};

/** `暖流 <nuanliu@union.example>`, or an address alone. */
const sender = (from: string): string => {
  const named = /^(.*?)\s*<([^<>]+)>$/.exec(from);
  return named?.[1] ? `${encodedWords(named[1])} <${named[2]}>` : from;
};

const part = (type: string, body: string): string =>
  [`Content-Type: ${type}; charset=utf-8`, 'Content-Transfer-Encoding: base64', '', folded(body)].join('\r\n');

/** @throws {RangeError} when an address or name could begin another header line */
export const mime = ({ id, to, subject, text, html, list }: OutgoingMail, from: string): string => {
  for (const value of [to, from, list]) if (/[\r\n]/.test(value)) throw new RangeError('A header is one line');
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 40);
  const boundary = hash.slice(0, 24);
  const domain = /@([^\s@>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return [
    `From: ${sender(from)}`,
    `To: <${to}>`,
    `Subject: ${encodedWords(subject.replaceAll(/\s+/g, ' '))}`,
    `Message-ID: <${hash}@${domain}>`,
    // SES writes a Message-ID of its own over ours; this one stays, so that a repeated mail can still be told.
    `X-Nuanliu-Id: ${hash}`,
    `List-ID: Nuanliu <${list}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    part('text/plain', text),
    `--${boundary}`,
    part('text/html', html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
};
