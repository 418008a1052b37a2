import { type Content, html } from '#shared/html/html';
import { select, textInput } from '#shared/html/inputs';
import { plain, row } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { barredBy } from '#shared/tasks/apart';
import { roleName } from '#shared/people/roles';
import type { Visit } from '../console.ts';
import { districtRole, STEERS } from '../officer.ts';
import { stageName } from '../board/rows.ts';
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
  const others = forApplicant ? [] : await candidates(visit, file);
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
          others.map(({ id, words }) => ({ value: id, label: words })),
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

/** People of the units that the case belongs to, by position, without whoever has acted where that must be apart. */
const candidates = async (
  { host, t }: Visit,
  { each, pipeline, open }: CaseFile,
): Promise<{ id: string; words: string }[]> => {
  const people = organisation(host.table);
  const definition = pipeline.tasks[open?.name ?? ''] ?? {};
  const units = new Set<string>([each.union, each.township, each.district]);
  const found = new Map<string, { id: string; words: string }>();
  for (const { role, unit, holders, deputies } of await people.positions()) {
    if (!units.has(unit)) continue;
    for (const id of [...holders, ...deputies]) {
      if (
        barredBy(definition, each, id) !== undefined ||
        open?.asked.includes(id) ||
        open?.recused?.includes(id) ||
        found.has(id)
      )
        continue;
      const { name } = await people.person(id);
      found.set(id, { id, words: `${name}（${t(roleName(role))}）` });
    }
  }
  return [...found.values()];
};
