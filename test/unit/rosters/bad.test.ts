import { describe, expect, it } from 'vitest';
import { readRoster } from '#shared/rosters/reading';
import { CivilDate } from '#shared/time/civil';
import { inventedId } from '#test/e2e/festivalCondolence/campaign';
import { rosterOf } from '#workflows/festivalCondolence/roster';

const today = CivilDate.parse('2019-01-02');
type Of = Parameters<typeof rosterOf>[0];
const of = (type: Of['type'], form: Of['form'] = 'GOODS', regime: Of['regime'] = 'R2') =>
  rosterOf({ type, form, regime, day: CivilDate.parse('2019-06-01') }, 14);

const winter = { spec: of('WINTER_WARMTH'), head: ['姓名', '身份证号码', '手机号码', '人员类别', '所在企业'] };
const model = { spec: of('MODEL_WORKER'), head: ['姓名', '身份证号码', '荣誉称号', '授予年份'] };
const child = {
  spec: of('CHILDREN_DAY', 'CASH'),
  head: ['姓名', '身份证号码', '监护人姓名', '与儿童关系', '监护人已书面同意', '户名', '卡号', '开户行'],
};
const member = { spec: of('SPRING_FESTIVAL', 'GOODS', 'R1'), head: ['姓名', '身份证号码', '是否会员'] };

const grown = inventedId(1, '19800101');
const young = inventedId(2, '20100601');
const good = {
  winter: ['陈明', grown, '13800138000', '一线职工', '红星机械厂'],
  model: ['陈明', grown, '省劳动模范', '1998'],
  child: ['陈小明', young, '陈明', '父亲', '是', '陈明', '6222021234567890128', '江东农商行'],
  member: ['陈明', grown, '是'],
};
const kinds = { winter, model, child, member };
type Kind = keyof typeof kinds;

/** One cell of a good row made bad: which column by its letter, and what is said of it. */
const CELLS: readonly (readonly [Kind, number, string, string])[] = [
  ['winter', 0, '', '姓名'],
  ['winter', 0, '陈'.repeat(31), '姓名'],
  ['winter', 1, '', '身份证号码'],
  ['winter', 1, '42990019800101', '18 位'],
  ['winter', 1, '429900800101001', '15 位'],
  ['winter', 1, `${grown.slice(0, 17)}${grown.endsWith('1') ? '2' : '1'}`, '校验位'],
  ['winter', 1, grown.replace('19800101', '19801301'), '出生日期'],
  ['winter', 1, grown.replace('1980', '1880'), '出生日期'],
  ['winter', 1, '4.29900198001010E+17', '设为“文本”'],
  ['winter', 1, '42990019800101ABCD', '只能有数字'],
  ['winter', 1, inventedId(3, '20100601'), '不满 16 周岁'],
  ['winter', 2, '1380013800', '11 位'],
  ['winter', 2, '03111234567', '11 位'],
  ['winter', 2, '没有', '11 位'],
  ['winter', 3, '领导', '列出的选项'],
  ['winter', 3, '一线职工、农民工', '列出的选项'],
  ['winter', 4, '', '所在企业'],
  ['winter', 4, '某'.repeat(61), '所在企业'],
  ['model', 0, '', '姓名'],
  ['model', 1, '', '身份证号码'],
  ['model', 1, grown.slice(1), '18 位'],
  ['model', 1, '1.0e+17', '设为“文本”'],
  ['model', 2, '', '荣誉称号'],
  ['model', 2, '省', '荣誉称号'],
  ['model', 3, '1948', '授予年份'],
  ['model', 3, '九八年', '授予年份'],
  ['model', 3, '19980501', '授予年份'],
  ['child', 0, '', '姓名'],
  ['child', 1, inventedId(4, '20050601'), '已满 14 周岁'],
  ['child', 1, inventedId(5, '20050531'), '已满 14 周岁'],
  ['child', 1, young.replace('20100601', '20100631'), '出生日期'],
  ['child', 2, '', '监护人姓名'],
  ['child', 3, '', '与儿童关系'],
  ['child', 4, '', '监护人已书面同意'],
  ['child', 4, '否', '没有书面同意'],
  ['child', 5, '', '开户名'],
  ['child', 6, '', '银行卡号'],
  ['child', 6, '622202123', '16 至 19 位'],
  ['child', 6, '62220212345678901234', '16 至 19 位'],
  ['child', 6, '6.22202123456789E+18', '设为“文本”'],
  ['child', 6, '现金', '16 至 19 位'],
  ['child', 7, '', '开户银行'],
  ['child', 7, '农', '开户银行'],
  ['member', 0, '', '姓名'],
  ['member', 1, '', '身份证号码'],
  ['member', 1, 'X'.repeat(18), '只能有数字'],
  ['member', 2, '', '是否会员'],
  ['member', 2, '否', '只发给会员'],
  ['member', 2, '不是', '只发给会员'],
];

/** The sheet as a whole is bad: which columns are missing, or what is wrong with its rows. */
const SHEETS: readonly (readonly [string, Kind, (head: string[], row: string[]) => string[][], string])[] = [
  ['no identity column', 'winter', (head, row) => [head.toSpliced(1, 1), row.toSpliced(1, 1)], '没有“身份证号码”'],
  ['no name column', 'winter', (head, row) => [head.slice(1), row.slice(1)], '没有“姓名”'],
  ['no enterprise column', 'winter', (head, row) => [head.slice(0, 4), row.slice(0, 4)], '没有“所在企业”'],
  ['no title column', 'model', (head, row) => [head.slice(0, 2), row.slice(0, 2)], '没有“荣誉称号”'],
  ['no guardian column', 'child', (head, row) => [head.toSpliced(2, 1), row.toSpliced(2, 1)], '没有“监护人姓名”'],
  ['no consent column', 'child', (head, row) => [head.toSpliced(4, 1), row.toSpliced(4, 1)], '没有“监护人已书面同意”'],
  ['no card column', 'child', (head, row) => [head.toSpliced(6, 1), row.toSpliced(6, 1)], '没有“银行卡号”'],
  ['no head at all', 'winter', (_, row) => [row, row], '没有“姓名”'],
  ['a head and nobody', 'winter', (head) => [head], '表里没有人'],
  ['sums alone', 'winter', (head) => [head, ['合计', '0']], '表里没有人'],
  ['somebody twice', 'winter', (head, row) => [head, row, row], '第 2 行已经有了'],
];

describe('sixty bad rosters', () => {
  it('are sixty', () => {
    expect(CELLS.length + SHEETS.length).toBe(60);
  });

  it.each(CELLS)('%s, column %i, %j: the cell is named, and nobody is imported', (kind, column, bad, why) => {
    const { spec, head } = kinds[kind];
    const row = good[kind].with(column, bad);
    const { rows, faults } = readRoster([['名单'], head, row], spec, { today });
    expect(faults.map((fault) => `${fault.column}${fault.row}`)).toEqual([`${'ABCDEFGH'.charAt(column)}3`]);
    expect(faults[0]?.message.zh).toContain(why);
    expect(faults[0]?.message.en).toMatch(/[a-z]/);
    expect(rows).toEqual([]);
  });

  it.each(SHEETS)('%s', (_, kind, make, why) => {
    const { spec, head } = kinds[kind];
    const { faults } = readRoster(make([...head], [...good[kind]]), spec, { today });
    expect(faults.map(({ message }) => message.zh).join('；')).toContain(why);
  });
});

describe('a good roster', () => {
  it.each(Object.keys(good).flatMap((kind) => (kind in kinds ? [kind] : [])))('%s passes', (name) => {
    const [kind] = Object.entries(kinds).filter(([each]) => each === name);
    const [, row] = Object.entries(good).find(([each]) => each === name) ?? ['', []];
    const { rows, faults } = readRoster([kind?.[1].head ?? [], row], kind?.[1].spec ?? winter.spec, { today });
    expect(faults).toEqual([]);
    expect(rows).toHaveLength(1);
  });

  it('may have titles above its head, other names for its columns, another order, sums and remarks below', () => {
    const sheet = [
      ['2019年冬送温暖慰问花名册'],
      ['填报单位：红星机械厂工会', '', '单位：人'],
      ['企业名称', '身份证（必填）', '职工姓名', '联系电话'],
      ['红星机械厂', ` ${grown} `, '陈明', ''],
      ['', '', '', ''],
      ['合计', '1', '', ''],
      ['备注：以上名单已公示', '', '', ''],
    ];
    const { rows, faults, passedOver } = readRoster(sheet, winter.spec, { today });
    expect(faults).toEqual([]);
    expect(rows.map(({ row, values }) => [row, values['name'], values['group']])).toEqual([[4, '陈明', '红星机械厂']]);
    expect(passedOver).toEqual([6, 7]);
  });

  it('takes a column by the name that was chosen for it before', () => {
    const sheet = [
      ['谁', '哪里', '号'],
      ['陈明', '红星机械厂', grown],
    ];
    const chosen = { name: '谁', idNumber: '号', group: '哪里' };
    expect(readRoster(sheet, winter.spec, { today }).faults).toHaveLength(3);
    expect(readRoster(sheet, winter.spec, { today, remembered: chosen }).rows).toHaveLength(1);
  });

  it('of 5,000 rows names exactly the 37 cells that are wrong', () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => [
      '陈明',
      inventedId(i % 1_000, `19${60 + Math.floor(i / 1_000)}0101`),
      '',
      '',
      '红星机械厂',
    ]);
    const wrong = Array.from({ length: 37 }, (_, i) => 100 + i * 130);
    for (const [i, at] of wrong.entries()) rows[at] = (rows[at] ?? []).with(i % 2 === 0 ? 1 : 4, '');
    const { faults } = readRoster([winter.head, ...rows], winter.spec, { today });
    expect(faults.map(({ row, column }) => `${column}${row}`)).toEqual(
      wrong.map((at, i) => `${i % 2 === 0 ? 'B' : 'E'}${at + 2}`),
    );
  });
});
