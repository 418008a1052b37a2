import { readForm } from '#shared/cases/forms';
import { isRevealed } from '#shared/cases/reveal';
import { factsOf } from '#functions/web/approver/application';
import { Answered } from '#shared/forms/answers';
import { type Content, html } from '#shared/html/html';
import { textInput } from '#shared/html/inputs';
import { card, facts, plain, row } from '#shared/html/show';
import { unlessErased } from '#shared/keys/keyLost';
import { organisation } from '#shared/people/organisation';
import type { Visit } from '../console.ts';
import type { CaseFile } from './load.ts';

/** What was applied for, masked; whole for half an hour after a reason was given, which the log keeps. */
export const applicationCard = async (visit: Visit, { each, pipeline }: CaseFile): Promise<Content> => {
  const { host, officer, t, to, lang } = visit;
  const { application } = pipeline;
  if (!application) return undefined;
  const title = t({ zh: '申请内容', en: 'Application' });
  const shown = async () => {
    const form = await readForm(host, each, 'application');
    if (!form) return undefined;
    const units = await organisation(host.table).units();
    const revealed = await isRevealed(host, each.id, officer.person.id);
    const filled = {
      answers: Answered.parse(form.values),
      calculation: undefined,
      options: { unions: units.map(({ id, name }) => ({ value: id, label: { zh: name, en: name } })) },
      revealed,
    };
    const sections = application.journey.map((section) => {
      const list = factsOf(
        section.questions.flatMap(({ fields }) => fields),
        filled,
        [],
        lang,
      );
      return (
        list.length > 0 &&
        html`<h3>${t(section.title)}</h3>
          ${facts(list)}`
      );
    });
    const ask = html`<form method="post" action="${to(`/admin/cases/${each.id}/reveal`)}">
      ${textInput({
        name: 'revealReason',
        label: t({ zh: '查看被隐去的内容，请写明理由', en: 'To see what is hidden, give a reason' }),
        hint: t({
          zh: '理由和您的姓名记入案卷，半小时内可以看到全部内容',
          en: 'It is kept in the log with your name, and opens the case for half an hour',
        }),
      })}
      ${row(plain(t({ zh: '记录理由并查看', en: 'Record and show' })))}
    </form>`;
    return card(
      title,
      html`<details ${revealed && 'open'}>
        <summary>
          ${revealed ? t({ zh: '全部内容（已记录查看）', en: 'All of it (recorded)' }) : t({ zh: '看申请内容，敏感项已隐去', en: 'See it, sensitive parts hidden' })}
        </summary>
        <div>${!revealed && ask}${sections}</div>
      </details>`,
    );
  };
  return unlessErased(
    shown,
    card(title, html`<p>${t({ zh: '个人信息已销毁', en: 'Personal data has been erased' })}</p>`),
  );
};
