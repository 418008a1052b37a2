import { describe, expect, it } from 'vitest';
import { type Field, form } from '#shared/forms/fields';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { typedFrom } from '#shared/forms/typed';
import { CivilDate } from '#shared/time/civil';

const label = { zh: '本人月收入', en: 'Monthly income' };
const one = (field: Field, typed: Record<string, string>, lang: 'zh' | 'en' = 'zh') => {
  const parsed = parseFields([field], new URLSearchParams(typed), lang, { today: CivilDate.parse('2019-03-11') });
  return parsed.ok ? parsed.values : parsed.errors.map(({ message }) => message);
};

describe('an amount', () => {
  const field = { kind: 'money', name: 'a', label, pii: 'P3', maxFen: 1_000_000 } as const;
  it.each([
    ['2300', { a: 230_000 }],
    [' ２，３００．５０ 元', { a: 230_050 }],
    ['¥2,300', { a: 230_000 }],
    ['0', { a: 0 }],
    ['两千三', ['本人月收入要填数字，例如 2300 或 2300.50']],
    ['-5', ['本人月收入不能小于 0']],
    ['1.234', ['本人月收入最多填到分，例如 2300.50']],
    ['10000', { a: 1_000_000 }],
    ['10000.01', ['本人月收入最多 10000 元']],
    ['', ['请填写本人月收入']],
  ])('%j', (typed, expected) => {
    expect(one(field, { a: typed })).toEqual(expected);
  });

  it('speaks the language of the page', () => {
    expect(one(field, { a: 'x' }, 'en')).toEqual(['Monthly income must be a number, like 2300 or 2300.50']);
    expect(one(field, {}, 'en')).toEqual(['Enter: monthly income']);
  });
});

describe('a date', () => {
  const field = {
    kind: 'date',
    name: 'd',
    label: { zh: '参加工作日期', en: 'Start' },
    pii: 'P2',
    to: 'today',
  } as const;
  it.each(['2019-3-1', '2019年3月1日', '２０１９／０３／０１', '2019.3.1', '20190301', ' 2019 - 03 - 01 '])(
    '%s',
    (typed) => {
      expect(one(field, { d: typed })).toEqual({ d: '2019-03-01' });
    },
  );
  it.each(['2019-2-29', '3月1日', '19-3-1', '2019-13-1'])('%s is none', (typed) => {
    expect(one(field, { d: typed })).toEqual(['参加工作日期要填日期，例如 2019-3-1 或 2019年3月1日']);
  });
  it('may be today, not later', () => {
    expect(one(field, { d: '2019-3-11' })).toEqual({ d: '2019-03-11' });
    expect(one(field, { d: '2019-3-12' })).toEqual(['参加工作日期不能晚于今天']);
  });
});

describe('an identity number', () => {
  const field = { kind: 'idNumber', name: 'n', label: { zh: '身份证号码', en: 'ID number' }, pii: 'P3' } as const;
  it('tolerates spaces and a small x', () => {
    expect(one(field, { n: '11010519491231002x' })).toEqual({ n: '11010519491231002X' });
    expect(one(field, { n: '110105 19491231 002X' })).toEqual({ n: '11010519491231002X' });
  });
  it('with a wrong check digit names the field, offers the way on, and takes it with a reason', () => {
    const wrong = { n: '110105194912310021' };
    expect(one(field, wrong)).toEqual([
      '身份证号码可能有一位写错了，请对照证件检查；如果证件上就是这样，请在下面勾选并说明',
    ]);
    expect(String(renderFields([field], { lang: 'zh', typed: new URLSearchParams(wrong) }))).toContain('name="n-sure"');
    expect(one(field, { ...wrong, 'n-sure': 'yes' })).toEqual(['请说明证件号码的情况，例如「证件上就是这个号码」']);
    expect(one(field, { ...wrong, 'n-sure': 'yes', 'n-reason': '派出所证明' })).toEqual({
      n: '110105194912310021',
      nException: '派出所证明',
    });
  });
});

describe('a list', () => {
  const field = {
    kind: 'list',
    name: 'people',
    label: { zh: '调查人员', en: 'Surveyors' },
    item: { zh: '调查人员', en: 'surveyor' },
    pii: 'P1',
    min: 2,
    max: 5,
    fields: [
      { kind: 'text', name: 'name', label: { zh: '姓名', en: 'Name' }, pii: 'P2', max: 20 },
      { kind: 'mobile', name: 'mobile', label: { zh: '手机', en: 'Mobile' }, pii: 'P2', optional: true },
    ],
  } as const;
  it('reads rows and leaves blank ones out', () => {
    const typed = {
      'people-0-name': '张',
      'people-1-name': ' ',
      'people-2-name': '李',
      'people-2-mobile': '138 0013 8000',
    };
    expect(one(field, typed)).toEqual({ people: [{ name: '张' }, { name: '李', mobile: '13800138000' }] });
  });
  it('names the row that is wrong', () => {
    const typed = new URLSearchParams({ 'people-0-name': '张', 'people-1-mobile': '12' });
    expect(parseFields([field], typed, 'zh')).toMatchObject({
      errors: [
        { field: 'people-1-name', message: '请填写姓名' },
        { field: 'people-1-mobile', message: '手机要填 11 位手机号码，例如 138 0000 1234' },
      ],
    });
  });
  it('wants its fewest rows', () => {
    expect(one(field, { 'people-0-name': '张' })).toEqual(['调查人员至少要填 2 项']);
  });
  it('adds a row without checking anything', () => {
    const typed = new URLSearchParams({ 'people-0-name': '', more: 'people' });
    const parsed = parseFields([field], typed, 'zh');
    expect(parsed).toMatchObject({ ok: false, errors: [] });
    expect(String(renderFields([field], { lang: 'zh', typed }))).toContain('people-2-name');
  });
});

describe('conditions', () => {
  const fields = form(
    {
      kind: 'choice',
      name: 'outcome',
      label: { zh: '意见', en: 'Outcome' },
      pii: 'P1',
      options: [
        { value: 'approve', label: { zh: '同意', en: 'Approve' } },
        { value: 'reject', label: { zh: '不同意', en: 'Reject' } },
      ],
    },
    {
      kind: 'longText',
      name: 'reason',
      label: { zh: '理由', en: 'Reason' },
      pii: 'P1',
      min: 2,
      when: ({ outcome }) => outcome === 'reject',
    },
  );
  it('asks for what depends on another answer only then', () => {
    expect(parseFields(fields, new URLSearchParams('outcome=approve&reason=x'), 'zh')).toMatchObject({
      ok: true,
      values: { outcome: 'approve' },
    });
    expect(parseFields(fields, new URLSearchParams('outcome=reject'), 'zh')).toMatchObject({ ok: false });
  });
  it('types its values by the fields', () => {
    const parsed = parseFields(fields, new URLSearchParams('outcome=approve'), 'zh');
    const outcome: 'approve' | 'reject' | undefined = parsed.ok ? parsed.values.outcome : undefined;
    expect(outcome).toBe('approve');
  });
});

it('shows every field again as it was typed, escaped', () => {
  const field = { kind: 'text', name: 't', label, pii: 'P1' } as const;
  const shown = String(renderFields([field], { lang: 'zh', typed: new URLSearchParams({ t: '"><script>' }) }));
  expect(shown).toContain('value="&quot;&gt;&lt;script&gt;"');
});

it('makes of answers what was typed, so that nothing changes on the way', () => {
  const fields = form(
    { kind: 'money', name: 'm', label, pii: 'P3' },
    { kind: 'yesNo', name: 'y', label, pii: 'P3' },
    { kind: 'date', name: 'd', label, pii: 'P3' },
  );
  const parsed = parseFields(fields, new URLSearchParams('m=2300.5&y=no&d=2019-3-1'), 'zh');
  expect(parsed.ok && String(typedFrom(fields, parsed.values))).toBe('m=2300.50&y=no&d=2019-03-01');
});
