import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeAnswers } from '#shared/forms/describe';
import { type Answers, asked } from '#shared/forms/fields';
import { firstOpen, pruned, questionsOf } from '#shared/forms/journey';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { typedFrom } from '#shared/forms/typed';
import { sealedIn } from '#shared/pipeline';
import { ANSWERS } from '#test/e2e/applicant';
import { fields, journey } from '#workflows/hardshipAid/form';
import { hardshipAid } from '#workflows/hardshipAid/index';

const unions = [{ value: 'hongxing', label: { zh: '红星机械厂工会', en: '红星机械厂工会' } }];
const typed = new URLSearchParams(
  Object.values(ANSWERS).flatMap((form) =>
    Object.entries(form).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ),
);
const parsed = parseFields(fields, typed, 'zh', { options: { unions } });
const answers: Answers = parsed.ok ? parsed.values : {};

describe('the application for hardship aid', () => {
  it('asks for everything that the form 困难职工申请表 has, but for what is worked out', () => {
    const names = fields.flatMap((field) =>
      field.kind === 'list' ? [field.name, ...field.fields.map(({ name }) => name)] : [field.name],
    );
    const form = `name idNumber ethnicity politicalStatus mobile altContact email address registeredArea hukouType
      maritalStatus isSingleParent healthStatus disability employer employerType employerCondition industry workStatus
      workSince memberNo isMigrantWorker modelWorkerType housingType areaM2 insurance dibaoStatus otherAid ownMonthlyFen
      otherAnnualFen rigidExpenses mainCause otherCauses zeroEmployment selfHelp aidTypes reason bankName branch cardNo
      holder members relation health monthlyIncomeFen employmentOrSchool grade amountFen year source`;
    expect(names).toEqual(expect.arrayContaining(form.split(/\s+/)));
    for (const computed of ['gender', 'birthDate', 'totalAnnualFen', 'familySize', 'netPerCapitaFen']) {
      expect(names).not.toContain(computed);
    }
  });

  it('seals what is sensitive, explained exceptions included', () => {
    const sealed = [
      'idNumber',
      'idNumberException',
      'cardNo',
      'holder',
      'healthStatus',
      'members',
      'ownMonthlyFen',
      'reason',
    ];
    expect(sealed.filter((name) => !sealedIn(hardshipAid)(name))).toEqual([]);
    expect(['union', 'isMigrantWorker', 'consent'].filter((name) => sealedIn(hardshipAid)(name))).toEqual([]);
  });

  it('is complete once every question has been answered, and not before', () => {
    expect(parsed.ok).toBe(true);
    expect(firstOpen(journey, answers)).toBeUndefined();
    for (const { question } of questionsOf(journey, answers)) {
      const wanted = asked(question.fields, answers).find(({ optional, kind }) => !optional && kind !== 'file');
      if (!wanted) continue;
      const without = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== wanted.name));
      expect(firstOpen(journey, without)?.question.slug, wanted.name).toBe(question.slug);
    }
  });

  it('drops answers whose question is no longer asked', () => {
    expect(pruned(journey, { ...answers, hasCard: false })).not.toHaveProperty('cardNo');
    expect(questionsOf(journey, { ...answers, hasCard: false }).some(({ question }) => question.slug === 'card')).toBe(
      false,
    );
  });

  it('has a slug and words of its own for every question', () => {
    const questions = journey.flatMap((section) => section.questions);
    expect(new Set(questions.map(({ slug }) => slug)).size).toBe(questions.length);
    for (const { label } of fields) expect([label.zh, label.en].every((words) => words.length > 1)).toBe(true);
  });

  it('comes back from its own words unchanged', () => {
    const again = parseFields(fields, typedFrom(fields, answers), 'zh', { options: { unions } });
    expect(again).toMatchObject({ ok: true, values: answers });
  });

  it('shows no number of identity, card or telephone when masked', () => {
    const shown = JSON.stringify(describeAnswers(fields, answers, { lang: 'zh', masked: true, options: { unions } }));
    expect(shown).not.toMatch(/429900198001010019|6222021234567890128|13800138000|chen@/);
    expect(shown).toContain('红星机械厂工会');
  });

  it('takes whatever is typed without breaking, names what is wrong, and shows it again', () => {
    const names = [
      ...typed.keys(),
      'members-0-name',
      'members-0-idNumber',
      'rigidExpenses-3-amountFen',
      'idNumber-sure',
    ];
    const post = fc.array(fc.tuple(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 60 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(post, fc.constantFrom('zh' as const, 'en' as const), (pairs, lang) => {
        const form = new URLSearchParams(pairs);
        const result = parseFields(fields, form, lang, { options: { unions } });
        const errors = result.ok ? [] : result.errors;
        expect(errors.every(({ message }) => message.length > 3)).toBe(true);
        expect(String(renderFields(fields, { lang, typed: form, errors, options: { unions } }))).not.toContain(
          'undefined',
        );
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
