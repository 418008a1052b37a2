import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { pipelines } from '#workflows/index';
import { synthesise } from './synthesised.ts';

/** Of a stack. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;
/** Of the policies within a role, white space left out. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_LETTERS = 10_240;
/** As a template's references are written out, with the longest names: a state machine's ARN has 59 letters and a name of 80. */
const LONGEST: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws-cn',
  'AWS::Region': 'cn-northwest-1',
  'AWS::AccountId': '123456789012',
};
const Join = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });
const Ref = z.object({ Ref: z.string() });
const GetAtt = z.object({ 'Fn::GetAtt': z.unknown() });
const written = (_: string, value: unknown): unknown => {
  const join = Join.safeParse(value);
  if (join.success) return join.data['Fn::Join'][1].map((part) => written('', part)).join('');
  const ref = Ref.safeParse(value);
  if (ref.success) return LONGEST[ref.data.Ref] ?? 'r'.repeat(139);
  return GetAtt.safeParse(value).success ? 'a'.repeat(144) : value;
};

describe('the stack with everything that an operator can ask for', () => {
  const { ofType, resources } = synthesise({
    domain: 'aid.union.example',
    admin: 'admin@union.example',
    scanner: 'guardduty',
    unscanned: 'block',
  });

  it('leaves room for a fourth and a fifth pipeline', () => {
    const ids = Object.keys(resources);
    const taken = Object.keys(pipelines).map((name) => `${name} ${ids.filter((id) => id.startsWith(name)).length}`);
    console.log(`${ids.length} of ${MOST_RESOURCES} resources; ${taken.join(', ')}`);
    expect(MOST_RESOURCES - ids.length).toBeGreaterThanOrEqual(100);
  });

  it('keeps the rights of every role within what IAM takes, with names as long as they get', () => {
    const Policy = z.object({ PolicyDocument: z.unknown() });
    const letters = ofType('AWS::IAM::Role').map(([id, { Properties }]) => {
      const within = z._default(z.array(Policy), []).parse(Properties['Policies']);
      const beside = ofType('AWS::IAM::Policy').flatMap(([, { Properties: policy }]) =>
        JSON.stringify(policy['Roles']).includes(`"${id}"`) ? [Policy.parse(policy)] : [],
      );
      const documents = [...within, ...beside].map(({ PolicyDocument }) => JSON.stringify(PolicyDocument, written));
      return { id, letters: documents.join('').length };
    });
    console.log(`the largest rights: ${Math.max(...letters.map((role) => role.letters))} of ${MOST_LETTERS} letters`);
    expect(letters.filter((role) => role.letters > MOST_LETTERS)).toEqual([]);
  });
});
