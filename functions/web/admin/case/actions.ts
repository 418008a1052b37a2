import { type Content, html } from '#shared/html/html';
import { select, textInput } from '#shared/html/inputs';
import { plain, row } from '#shared/html/show';
import type { Visit } from '../console.ts';
import { districtRole, STEERS } from '../officer.ts';
import { stageName } from '../board/rows.ts';
import { candidates } from './candidates.ts';
import type { Names } from './history.ts';
import type { CaseFile } from './load.ts';

/** What can be done about the open task, right beside what is known of it. Each asks a reason and stands in the log. */
export const actionsCard = async (visit: Visit, file: CaseFile, names: Names): Promise<Content> => {
  const { t, to, officer } = visit;
  const { each, pipeline, open } = file;
  if (!open || open.role === 'nobody' || !districtRole(officer, ...STEERS)) return undefined;
  const at = (action: string) => to(`/admin/cases/${each.id}/${action}`);
  const asked = open.asked.map((id) => names.get(id) ?? id).join(t({ zh: '、', en: ', ' }));
  const stage = t(stageName(pipeline, open.name));
  const form = (action: string, name: string, fields: Content) =>
    html`<details ${visit.request.query.get('act') === action && 'open'}>
      <summary>${name}</summary>
      <form method="post" action="${at(action)}">${fields}${reasonField(visit, action)}${row(plain(name))}</form>
    </details>`;
  const forApplicant = open.role === 'applicant';
  const others = forApplicant ? [] : await candidates(visit.host, each, pipeline.tasks[open.name] ?? {}, open);
  return html`<section class="card actions" id="actions">
    <h2>${t({ zh: '处理', en: 'Act' })}</h2>
    <p>
      ${t({
        zh: `${stage}：现在请${asked || '申请人'}办理。以下操作只影响这一件。`,
        en: `${stage}: ${asked || 'the applicant'} is asked. What you do here touches this case alone.`,
      })}
    </p>
    ${form('resend', t({ zh: '重发邮件', en: 'Mail again' }), '')}
    ${
      !forApplicant &&
      form(
        'reassign',
        t({ zh: '改由他人办理', en: 'Pass on' }),
        select(
          { name: 'to', label: t({ zh: '改由谁办理', en: 'To whom' }) },
          others.map(({ value, label }) => ({ value, label: t(label) })),
          undefined,
          t({ zh: '请选择', en: 'Choose' }),
        ),
      )
    }
    ${
      !forApplicant &&
      form(
        'reopen',
        t({ zh: '撤下并重新请办', en: 'Take back and ask again' }),
        html`<p class="hint">
          ${t({ zh: '现任岗位人员重新收到邮件，期限从今天重新算', en: 'Whoever holds the position now is mailed, and the deadline begins today' })}
        </p>`,
      )
    }
  </section>`;
};

const reasonField = ({ t, request }: Visit, action: string): Content => {
  const missing = request.query.get('act') === action && request.query.has('missing');
  return textInput({
    name: `${action}Reason`,
    label: t({ zh: '理由', en: 'Reason' }),
    hint: t({ zh: '记入案卷', en: 'Kept in the log' }),
    error: missing
      ? t({ zh: '请写明理由，并选择全部项目', en: 'Give a reason, and choose everything asked' })
      : undefined,
  });
};
