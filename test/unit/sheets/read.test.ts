import { describe, expect, it } from 'vitest';
import { toCsv } from '#shared/export/csv';
import { encodeGb18030 } from '#shared/sheets/gb18030';
import { readSheet } from '#shared/sheets/read';
import { writeCsvGb18030, writeXlsx } from '#shared/sheets/write';

const rows = [
  ['姓名', '身份证号码', '所在企业'],
  ['陈明', '429900196001010012', '红星机械厂，一车间'],
  ['㐀𠮷野', '429900196001010020', '镕基“公司”\n二部'],
];
const read = async (bytes: Uint8Array) => {
  const sheet = await readSheet(bytes);
  return sheet.ok ? sheet.rows : sheet.why.zh;
};
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('a table that somebody brings', () => {
  it.each([
    ['XLSX', () => writeXlsx('名单', rows)],
    ['CSV in UTF-8', () => Buffer.from(toCsv(rows))],
    ['CSV in GB18030', () => writeCsvGb18030(rows)],
    ['CSV in UTF-16', () => utf16(toCsv(rows).slice(1))],
  ])('is read the same from %s', async (_, write) => {
    expect(await read(await write())).toEqual(rows);
  });

  it('keeps the digits of an identity number that is a text, and shows that it lost them where it was a number', async () => {
    expect(await read(Buffer.from('号码\r\n4.29900196001010E+17\r\n'))).toEqual([['号码'], ['4.29900196001010E+17']]);
    expect(await read(await writeXlsx('a', [['号码'], [Number('429900196001010012')]]))).toEqual([
      ['号码'],
      ['4.2990019600101e+17'],
    ]);
  });

  it('keeps the numbers of its rows where some are empty, and ends with the last that is not', async () => {
    const sheet = [['姓名'], [undefined], ['陈明'], ['', undefined], [undefined]];
    expect(await read(await writeXlsx('名单', sheet))).toEqual([['姓名'], [], ['陈明']]);
  });

  it('of more rows than can be checked is refused, also where most are empty', async () => {
    const sparse = [['姓名'], ...Array.from({ length: 20_000 }, () => [undefined]), ['陈明']];
    expect(await read(await writeXlsx('名单', sparse))).toContain('20000');
  });

  it.each([
    ['an empty file', Buffer.alloc(0), '文件是空的'],
    ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), '旧版'],
    ['a broken archive', Buffer.from('PK\u0003\u0004 nothing of the kind'), '打不开'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), '打不开'],
    ['an open quote', Buffer.from('a,"b\nc'), '打不开'],
  ])('is refused in words: %s', async (_, bytes, why) => {
    expect(await read(bytes)).toContain(why);
  });
});

describe('GB18030', () => {
  it('says every character of the first plane and beyond it, and comes back', () => {
    let text = '';
    for (let point = 0x20; point < 0xd800; point += 7) text += String.fromCodePoint(point);
    for (const point of [0xe000, 0xfff9, 0x10000, 0x20bb7, 0x10ffff]) text += String.fromCodePoint(point);
    expect(new TextDecoder('gb18030').decode(encodeGb18030(text))).toBe(text);
  });
});
