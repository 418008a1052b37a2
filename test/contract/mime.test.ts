import { describe, expect, it } from 'vitest';
import { encodedWords, mime } from '#shared/aws/mime';

const mail = {
  id: 'CASE#HA-2019-482137/OUT#mail#2.0',
  to: 'chair@example.org',
  subject: '请办理：基层工会初审，这是一个很长的主题，要分成几个编码字才放得下 困-2019-482137 \u{1f9e7}',
  text: '请看 https://union.example/t/abc\n',
  html: '<p>请看</p>',
  list: 'hardshipAid.union.example',
};
const from = '暖流 <nuanliu@union.example>';

const decodedWords = (header: string): string =>
  header
    .split('\r\n ')
    .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString('utf8'))
    .join('');

/** Header values by name, and the decoded bodies of the parts. */
const read = (raw: string) => {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map(
    head.split(/\r\n(?! )/).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const boundary = /boundary="([^"]+)"/.exec(headers.get('Content-Type') ?? '')?.[1] ?? '';
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`).slice(1, -1);
  return {
    headers,
    bodies: parts.map((part) => Buffer.from(part.split('\r\n\r\n')[1] ?? '', 'base64').toString('utf8')),
    parts,
  };
};

describe('a mail in raw form', () => {
  const { headers, bodies, parts } = read(mime(mail, from));

  it('says who, to whom and about what, in any language', () => {
    expect(headers.get('To')).toBe('<chair@example.org>');
    expect(decodedWords(headers.get('Subject') ?? '')).toBe(mail.subject);
    expect(headers.get('From')).toBe(`${encodedWords('暖流')} <nuanliu@union.example>`);
    expect(headers.get('List-ID')).toBe('Nuanliu <hardshipAid.union.example>');
    expect(headers.get('Auto-Submitted')).toBe('auto-generated');
  });

  it('has one identity however often it is made', () => {
    expect(headers.get('Message-ID')).toMatch(/^<[\da-f]{40}@union\.example>$/);
    expect(mime(mail, from)).toBe(mime(mail, from));
    expect(read(mime({ ...mail, id: 'other' }, from)).headers.get('Message-ID')).not.toBe(headers.get('Message-ID'));
  });

  it('has the plain part first, then the other', () => {
    expect(bodies).toEqual([mail.text, mail.html]);
    expect(parts.map((part) => /Content-Type: (\S+);/.exec(part)?.[1])).toEqual(['text/plain', 'text/html']);
  });

  it('keeps every line within 78 characters, in ASCII', () => {
    const raw = mime(mail, from);
    expect(raw).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it('takes no header from an address, a list or a subject', () => {
    const evil = 'a@example.org\r\nBcc: b@example.org';
    expect(() => mime({ ...mail, to: evil }, from)).toThrow(RangeError);
    expect(() => mime({ ...mail, list: evil }, from)).toThrow(RangeError);
    expect(read(mime({ ...mail, subject: evil }, from)).headers.get('Bcc')).toBeUndefined();
  });
});
