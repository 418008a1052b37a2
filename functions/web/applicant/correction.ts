import { Refusal } from '#shared/faults';
import type { Explained } from '#functions/web/refusals';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { Answered } from '#shared/forms/answers';
import type { Answers } from '#shared/forms/fields';
import type { Placed } from '#shared/forms/journey';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { earlierSteps } from '#shared/tasks/earlier';
import { getTask, type Task } from '#shared/tasks/task';
import type { Applying } from './applying.ts';
import type { Visit } from './visit.ts';

/** A returned case: what was applied for, and which sections are open to be mended. */
export type Correction = {
  readonly task: Task;
  readonly application: Answers;
  /** The version that a corrected application follows. */
  readonly version: number;
  readonly sections: readonly string[];
  /** What the official wrote. */
  readonly opinion: string;
};

export const correctionOf = async (host: Host, pipeline: Applying, id: CaseId): Promise<Correction | undefined> => {
  const each = await getCase(host.table, id);
  const task = each.task && (await getTask(host.table, id, each.task));
  if (task?.name !== 'correction' || task.status !== 'open') return undefined;
  const last = (await earlierSteps(host, pipeline, each)).at(-1);
  const said = last && (await readForm(host, each, last.task.name))?.values;
  const listed = Array.isArray(said?.['sections']) ? said['sections'].map(String) : [];
  const applied = await readForm(host, each, 'application');
  return {
    task,
    application: Answered.parse(applied?.values ?? {}),
    version: applied?.version ?? 1,
    sections: listed.length > 0 ? listed : pipeline.application.applicants.unlisted,
    opinion: String(said?.['opinion'] ?? ''),
  };
};

/** This part was not returned, or the case is not with the applicant. */
export class Locked extends Refusal implements Explained {
  override readonly name = 'Locked';
  readonly status = 409;
  readonly title = { zh: '这一部分现在不能修改', en: 'This part cannot be changed now' };
  readonly text = {
    zh: '申请已经提交，只有退回补正的部分可以修改。什么都没有改变。请到办理进度页查看需要补正的内容。',
    en: 'The application has been sent; only parts that were returned to you can be changed. Nothing has changed. The progress page says what is needed.',
  };
}

/** @throws {Locked} when an application that has been sent is not open at this place */
export const refuseLocked = (visit: Visit | undefined, { section }: Pick<Placed, 'section'>): void => {
  if (visit?.draft.submitted === undefined) return;
  if (!visit.correction?.sections.includes(section.id)) throw new Locked(`${section.id} is locked`);
};
