import { type Content, html } from '#shared/html/html';
import { table } from '#shared/html/show';
import { formatYuan } from '#shared/money';
import { type Lang, say, type Text } from '#shared/text';
import { day } from './cards.ts';
import type { Story } from './story.ts';

/** The recovery ledger of a unit: its accounts, and every entry of them. */
export const moneyTable = ({ accounts }: Story, lang: Lang): Content => {
  const t = (text: Text) => say(text, lang);
  return (
    accounts.length > 0 &&
    table(
      t({
        zh: '追缴台账（元）：应清退 = 已清退 + 已减免 + 尚欠',
        en: 'Recovery ledger (yuan): due = recovered + waived + outstanding',
      }),
      [
        { name: t({ zh: '编号', en: 'No.' }) },
        { name: t({ zh: '应清退', en: 'Due' }), num: true },
        { name: t({ zh: '已清退', en: 'Recovered' }), num: true },
        { name: t({ zh: '已减免', en: 'Waived' }), num: true },
        { name: t({ zh: '尚欠', en: 'Outstanding' }), num: true },
      ],
      accounts.map(({ item, dueFen, recoveredFen, waivedFen, outstandingFen }) => [
        item,
        formatYuan(dueFen),
        formatYuan(recoveredFen),
        formatYuan(waivedFen),
        formatYuan(outstandingFen),
      ]),
      '',
    )
  );
};

const KINDS: Readonly<Record<string, Text>> = {
  charge: { zh: '应清退', en: 'Due' },
  recover: { zh: '清退', en: 'Recovered' },
  waive: { zh: '减免', en: 'Waived' },
  reverse: { zh: '冲销', en: 'Reversed' },
};

export const entriesTable = ({ entries }: Story, lang: Lang): Content => {
  const t = (text: Text) => say(text, lang);
  return (
    entries.length > 0 &&
    table(
      t({ zh: '逐笔登记，只增不改', en: 'Entries: added, never changed' }),
      [
        { name: t({ zh: '编号', en: 'No.' }) },
        { name: t({ zh: '日期', en: 'Date' }) },
        { name: t({ zh: '事项', en: 'What' }) },
        { name: t({ zh: '凭据', en: 'Paper' }) },
        { name: t({ zh: '金额（元）', en: 'Amount (yuan)' }), num: true },
      ],
      entries.map(({ item, n, kind, on, receiptNo, minutesNo, fen, of }) => [
        `${item}/${n}`,
        day(on, lang),
        html`${t(KINDS[kind] ?? { zh: kind, en: kind })}${of !== undefined && ` ${item}/${of}`}`,
        receiptNo ?? minutesNo,
        `${kind === 'reverse' ? '−' : ''}${formatYuan(fen)}`,
      ]),
      '',
    )
  );
};
