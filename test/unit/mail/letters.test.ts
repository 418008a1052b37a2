import { describe, expect, it } from 'vitest';
import { sharedLetters } from '#shared/mail/letters';
import { setLetter } from '#shared/mail/set';
import type { Fields } from '#shared/table/table';
import { Lang } from '#shared/text';
import { letters as festivalCondolence } from '#workflows/festivalCondolence/emails/index';
import { letters as hardshipAid } from '#workflows/hardshipAid/emails/index';
import { pipelines } from '#workflows/index';
import { aView } from './views.ts';

/** The words of the HTML part, as a reader sees them. */
const wordsOf = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<div style="display:none.*?<\/div>/s, '')
    .replaceAll(/<[^>]+>/g, '\n')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"');
const squeezed = (words: string) => words.replaceAll(/[\s：:-]+/g, '');

const channel = (hex: string) => {
  const value = Number.parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const luminance = (color: string) => {
  const [r = '', g = '', b = ''] = color.slice(1).match(/../g) ?? [];
  return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
};
/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
const contrast = (a: string, b: string) => {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
};
const inverted = (color: string) =>
  `#${(0xffffff - Number.parseInt(color.slice(1), 16)).toString(16).padStart(6, '0')}`;

const all = Object.entries({ ...sharedLetters, ...hardshipAid, ...festivalCondolence }).flatMap(([name, letter]) =>
  Lang.options.map((lang) => ({ name, lang, mail: setLetter(letter(aView(lang)), lang) })),
);

describe.each(all)('$name in $lang', ({ mail }) => {
  it('reads as it was written', () => {
    expect(`Subject: ${mail.subject}\n\n${mail.text}`).toMatchSnapshot();
  });

  it('says the same in both parts, with every address in full in the text', () => {
    for (const line of wordsOf(mail.html).split('\n')) {
      if (/网址到浏览器|copy this address/.test(line)) continue;
      expect(squeezed(mail.text)).toContain(squeezed(line));
    }
    for (const [, url = ''] of mail.html.matchAll(/href="([^"]+)"/g)) expect(mail.text).toContain(url);
  });

  it('carries no identity number, no picture, nothing that loads and no second link', () => {
    expect(mail.subject + mail.text + mail.html).not.toMatch(/\d{15,}|\d{17}X/i);
    expect(mail.html).not.toMatch(/<img|<script|<link|url\(|src=/i);
    expect(new Set([...mail.html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url)).size).toBeLessThanOrEqual(1);
    expect(mail.subject).not.toMatch(/[\r\n]|陈/);
  });

  it('stays legible when a mail program repaints it dark', () => {
    expect(mail.html).not.toMatch(/background|[^-]color:\s*#/);
    for (const [color] of mail.html.matchAll(/#[\da-f]{6}\b/gi)) {
      for (const ground of ['#ffffff', '#000000', '#1f1f1f']) {
        expect(contrast(color, ground)).toBeGreaterThanOrEqual(3);
      }
      expect(contrast(inverted(color), '#000000')).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('letters', () => {
  it('asks with verb, reference, unit, amount and day in the subject', () => {
    const asked = sharedLetters['asked']?.(aView('zh'));
    expect(asked?.subject).toBe('请办理：基层工会初审 困-2019-482137，红星机械厂工会，4,000.00 元，2019年3月15日前');
  });

  it('shows the return code only where it came with the message', () => {
    const textWith = (facts: Fields) =>
      setLetter(hardshipAid['submitted']?.(aView('zh', { facts })) ?? expect.unreachable(), 'zh').text;
    expect(textWith({ returnCode: 'K7QM-2XRP' })).toContain('取件码：K7QM-2XRP');
    expect(textWith({})).not.toContain('取件码：');
  });

  it('exist wherever a task, an answer or an end tells of itself by one', () => {
    for (const { name, tasks, ends, letters } of Object.values(pipelines)) {
      const told = Object.values(tasks).flatMap((task) => [task, ...Object.values(task.outcomes)]);
      const named = [...told, ...Object.values(ends)].flatMap(({ tells }) => tells ?? []);
      expect(
        named.filter((letter) => !(letter in letters)),
        name,
      ).toEqual([]);
    }
  });

  it('names what is missing once', () => {
    const { text } = setLetter(hardshipAid['returned']?.(aView('zh')) ?? expect.unreachable(), 'zh');
    expect(text.match(/证明材料/g)).toHaveLength(1);
  });

  it('escapes whatever a fact brings', () => {
    const nasty = '<img src=x onerror=alert(1)>\r\nBcc: all@example.org';
    const { subject, html } = setLetter(
      sharedLetters['asked']?.(aView('zh', { unit: nasty })) ?? expect.unreachable(),
      'zh',
    );
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('<img');
  });
});
