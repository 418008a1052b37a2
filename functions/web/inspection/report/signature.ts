import type { Field } from '#shared/forms/fields';
import { parseFields } from '#shared/forms/parse';
import type { FieldError } from '#shared/html/errors';
import { organisation } from '#shared/people/organisation';
import type { Visit } from '../visit.ts';
import type { Standing } from './standing.ts';

/** Why a proposal does not hold is asked where one stands that was not followed. */
export const signatureFields = ({ unmet }: Standing): Field[] => [
  ...(unmet.length > 0
    ? [
        {
          kind: 'longText' as const,
          name: 'explanation',
          label: { zh: '为什么不算问题', en: 'Why these are no problems' },
          min: 5,
          max: 500,
          pii: 'P1' as const,
        },
      ]
    : []),
  {
    kind: 'tick',
    name: 'declared',
    label: {
      zh: '我已逐项核对，以上内容真实、完整，没有隐瞒',
      en: 'I have checked every item: this is true and complete',
    },
    missing: { zh: '请确认内容真实、完整', en: 'Confirm that it is true and complete' },
    pii: 'P1',
  },
  {
    kind: 'text',
    name: 'signature',
    label: { zh: '签字：填写本人姓名', en: 'Signature: your own name' },
    max: 40,
    width: 'short',
    pii: 'P1',
  },
];

/** Only the chair, or who stands in for the chair, signs; a colleague who filled it in leaves it to them. */
export const maySign = async ({ host, access }: Visit): Promise<boolean> => {
  const { holders, deputies } = await organisation(host.table).position('unionChair', access.each.union);
  return [...holders, ...deputies].includes(access.person);
};

/** What was filled in to sign: the explanation where one is asked for, or what is wrong with it. */
export const readSignature = async (
  { request, host, access, t }: Visit,
  standing: Standing,
): Promise<{ readonly errors: readonly FieldError[] } | { readonly explanation?: string }> => {
  const fields: readonly Field[] = signatureFields(standing);
  const parsed = parseFields(fields, request.form, request.lang);
  if (!parsed.ok) return parsed;
  const { name } = await organisation(host.table).person(access.person);
  const { signature, explanation }: Readonly<Record<string, unknown>> = parsed.values;
  if (signature !== name) {
    const message = t({ zh: `签字要与登记的姓名一致：${name}`, en: `Sign with your registered name: ${name}` });
    return { errors: [{ field: 'signature', message }] };
  }
  return standing.unmet.length > 0 ? { explanation: String(explanation) } : {};
};
