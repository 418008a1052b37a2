import { html } from '#shared/html/html';
import type { Lang, Text } from '#shared/text';
import { say } from '#shared/text';
import type { Letter } from './letter.ts';

/**
 * Sets a letter as the two parts of a mail. Both say the same; the text part has the address in full.
 *
 * The HTML survives programs that repaint it for a dark screen: it sets no background and no colour of text, so
 * that the reader's own pair of colours stays whole, and the button is a border around a link. No picture, nothing
 * that loads: opening a mail tells nobody anything.
 */
export type SetLetter = { readonly subject: string; readonly text: string; readonly html: string };

/** At least 3:1 on white, on black, and on the greys that mail programs use for dark. */
const EDGE = '#c8372f';
const LINE = '#808080';

const COPY: Text = {
  zh: '打不开时，请复制这个网址到浏览器：',
  en: 'If that does not open, copy this address into a browser:',
};

/** Header lines hold no line ends, whatever a fact may bring. */
const oneLine = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();

export const setLetter = (letter: Letter, lang: Lang): SetLetter => ({
  subject: oneLine(letter.subject),
  text: asText(letter, lang),
  html: asHtml(letter, lang),
});

const known = ({ facts = [] }: Letter): (readonly [string, string])[] =>
  facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));

const asText = (letter: Letter, lang: Lang): string => {
  const { greeting, paragraphs, list, action, after = [] } = letter;
  const colon = lang === 'zh' ? '：' : ': ';
  const facts = known(letter).map(([name, value]) => `${name}${colon}${value}`);
  const items =
    list && list.items.length > 0 ? [`${list.title}${colon.trimEnd()}`, ...list.items.map((item) => `- ${item}`)] : [];
  const link = action ? [`${action.label}${colon.trimEnd()}`, action.url] : [];
  return [greeting, ...paragraphs, facts.join('\n'), items.join('\n'), link.join('\n'), ...after]
    .filter((block) => block !== '')
    .join('\n\n')
    .concat('\n');
};

const p = (words: string) => html`<p style="margin:0 0 16px">${words}</p> `;
const small = (words: string) => html`<p style="margin:0 0 8px;font-size:14px">${words}</p> `;

const asHtml = (letter: Letter, lang: Lang): string => {
  const { subject, preheader, greeting, paragraphs, list, action, after = [] } = letter;
  const facts = known(letter);
  return html`<!doctype html>
    <html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${oneLine(subject)}</title>
        <style>
          :root {
            color-scheme: light dark;
          }
        </style>
      </head>
      <body
        style="margin:0;padding:16px;font:16px/1.6 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
      >
        <div style="display:none;max-height:0;overflow:hidden">${oneLine(preheader)}</div>
        <div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
          ${p(greeting)}${paragraphs.map(p)}${
            facts.length > 0 &&
            html`<table
              role="presentation"
              cellpadding="0"
              cellspacing="0"
              style="width:100%;margin:0 0 16px;border-top:1px solid ${LINE}"
            >
              ${facts.map(
                ([name, value]) =>
                  html`<tr>
                    <td style="padding:6px 12px 6px 0;border-bottom:1px solid ${LINE};vertical-align:top;width:30%">
                      ${name}
                    </td>
                    <td style="padding:6px 0;border-bottom:1px solid ${LINE};vertical-align:top">
                      <strong>${value}</strong>
                    </td>
                  </tr> `,
              )}
            </table> `
          }${
            list &&
            list.items.length > 0 &&
            html`<p style="margin:0 0 4px"><strong>${list.title}</strong></p>
              <ul style="margin:0 0 16px;padding-left:1.4em">
                ${list.items.map((item) => html`<li>${item}</li>`)}
              </ul> `
          }${
            action &&
            html`<p style="margin:24px 0 12px">
                <a
                  href="${action.url}"
                  style="display:inline-block;padding:10px 24px;border:3px solid ${EDGE};border-radius:6px;font-weight:bold;text-decoration:underline"
                  >${action.label}</a
                >
              </p>
              <p style="margin:0 0 24px;font-size:14px">
                ${say(COPY, lang)}<br /><a href="${action.url}">${action.url}</a>
              </p> `
          }${after.map(small)}
        </div>
      </body>
    </html> `.toString();
};
