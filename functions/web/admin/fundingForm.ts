import type { CaseView } from '#shared/cases/boards';
import { form } from '#shared/forms/fields';
import type { FieldError } from '#shared/html/errors';
import type { CaseId } from '#shared/ids';
import { Held } from '#shared/ledger/budget';
import { Fen, formatYuan, parseYuan } from '#shared/money';
import { reference } from '#shared/pipeline';
import type { Visit } from './console.ts';
import { pipelineOfCase, ticked } from './decideMany.ts';

/** A bank's advice as it is typed: its own lines, and an amount for each case that it covers. */
export const advice = form(
  {
    kind: 'text',
    name: 'adviceNo',
    label: { zh: '到账通知编号', en: 'Bank advice number' },
    min: 2,
    max: 60,
    width: 'short',
    pii: 'P1',
  },
  { kind: 'date', name: 'receivedAt', label: { zh: '到账日期', en: 'Date' }, to: 'today', pii: 'P1' },
  {
    kind: 'money',
    name: 'totalFen',
    label: { zh: '通知上的金额', en: 'Amount on the advice' },
    hint: { zh: '应等于下面各件到账金额之和', en: 'Must be the sum of the amounts below' },
    minFen: 1,
    pii: 'P1',
  },
);

export const heldOf = ({ facts }: Pick<CaseView, 'facts'>): Held | undefined => {
  const held = Held.safeParse(facts['held']);
  return held.success ? held.data : undefined;
};

export const readAmounts = ({ request, t }: Visit, waiting: readonly CaseView[], chosen: ReturnType<typeof ticked>) => {
  const errors: FieldError[] = [];
  const amounts = new Map<CaseId, Fen>();
  if (chosen.length === 0)
    errors.push({ field: 'adviceNo', message: t({ zh: '请至少选择一件申请', en: 'Choose at least one case' }) });
  const cases = new Map(waiting.map((each) => [each.id, each]));
  for (const { caseId } of chosen) {
    const field = `amount-${caseId}`;
    const parsed = parseYuan(request.form.get(field) ?? '');
    const most = heldOf(cases.get(caseId) ?? { facts: {} })?.reservedFen;
    const pipeline = pipelineOfCase(caseId);
    const name = pipeline ? reference(pipeline, caseId) : caseId;
    if (!parsed.ok || parsed.fen === 0) {
      errors.push({
        field,
        message: t({
          zh: `${name} 的到账金额要填大于 0 的数字，例如 4300`,
          en: `${name}: enter an amount above 0, like 4300`,
        }),
      });
    } else if (most !== undefined && parsed.fen > most) {
      errors.push({
        field,
        message: t({
          zh: `${name} 的到账金额不能超过已批准的 ${formatYuan(Fen.parse(most))} 元`,
          en: `${name}: not more than the approved ${formatYuan(Fen.parse(most))} yuan`,
        }),
      });
    } else amounts.set(caseId, parsed.fen);
  }
  return { amounts, errors };
};
