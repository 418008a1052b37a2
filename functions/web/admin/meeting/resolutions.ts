import type { FieldError } from '#shared/html/errors';
import type { CaseId, TaskId } from '#shared/ids';
import { type Fen, parseYuan } from '#shared/money';
import { reference } from '#shared/pipeline';
import type { Text } from '#shared/text';
import { pipelineOfCase, ticked } from '../decideMany.ts';

/** What a meeting resolved on each case, as its form says it: approve, another amount, reject. */
export const RESOLUTIONS = ['approve', 'change', 'reject'] as const;
export type Resolution = {
  readonly caseId: CaseId;
  readonly task: TaskId;
  readonly outcome: (typeof RESOLUTIONS)[number];
  readonly approvedFen?: Fen;
  readonly opinion?: string;
};

export const fieldOf = (kind: 'outcome' | 'amount' | 'reason', id: CaseId) => `${kind}-${id}`;
const REASON_CHARS = 500;

export const readResolutions = (
  form: URLSearchParams,
  t: (text: Text) => string,
): { items: Resolution[]; errors: FieldError[] } => {
  const errors: FieldError[] = [];
  const chosen = ticked(form);
  if (chosen.length === 0)
    errors.push({ field: 'minutesNo', message: t({ zh: '请至少选择一件申请', en: 'Choose at least one case' }) });
  const items = chosen.flatMap(({ caseId, task }): Resolution[] => {
    const pipeline = pipelineOfCase(caseId);
    const name = pipeline ? reference(pipeline, caseId) : caseId;
    const outcome = RESOLUTIONS.find((each) => each === form.get(fieldOf('outcome', caseId)));
    const opinion = [...(form.get(fieldOf('reason', caseId)) ?? '').trim()].slice(0, REASON_CHARS).join('');
    const wrong = (kind: 'outcome' | 'amount' | 'reason', words: Text) => {
      errors.push({
        field: fieldOf(kind, caseId),
        message: t({ zh: `${name}：${words.zh}`, en: `${name}: ${words.en}` }),
      });
      return [];
    };
    if (!outcome) return wrong('outcome', { zh: '请选择会议决定', en: 'choose a decision' });
    if (outcome !== 'approve' && opinion === '') {
      return wrong('reason', {
        zh: '调整金额或不同意，要写明理由',
        en: 'give the reason for another amount or a refusal',
      });
    }
    const said = { caseId, task, outcome, ...(opinion && { opinion }) };
    if (outcome !== 'change') return [said];
    const amount = parseYuan(form.get(fieldOf('amount', caseId)) ?? '');
    if (!amount.ok || amount.fen === 0)
      return wrong('amount', { zh: '请填写批准金额，例如 4000', en: 'enter the approved amount, like 4000' });
    return [{ ...said, approvedFen: amount.fen }];
  });
  return { items, errors };
};
