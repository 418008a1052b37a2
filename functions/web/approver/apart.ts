import type { PageRequest } from '#functions/web/request';
import { APPLICANT } from '#shared/cases/case';
import { NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import { type Html, html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { go, row } from '#shared/html/show';
import { PersonId } from '#shared/ids';
import { organisation, Role } from '#shared/people/organisation';
import { roleName } from '#shared/people/roles';
import { barredBy } from '#shared/tasks/apart';
import { say, type Text } from '#shared/text';
import { notApartFrom, type TaskAccess } from './access.ts';

/** Whoever decided an earlier step may not decide this one: which step that was, and who else may. */
export const notApart = async ({ lang }: PageRequest, host: Host, access: TaskAccess): Promise<Html> => {
  const { base, pipeline } = access;
  const words = (text: Text) => say(text, lang);
  const from = notApartFrom(access);
  const earlier = pipeline.tasks[from ?? '']?.title ?? { zh: '此前的环节', en: 'an earlier step' };
  const because: Text =
    from === APPLICANT
      ? {
          zh: '您是这件事的申请人，不能办理自己的申请。',
          en: 'You are the applicant, and nobody decides on their own case. ',
        }
      : {
          zh: `您已在「${earlier.zh}」作过决定，按回避要求，同一个人不能办理这两步。`,
          en: `You decided “${earlier.en}”; the two steps must be taken by different people. `,
        };
  const reason = from === APPLICANT ? '本人为申请人' : `已办理「${earlier.zh}」`;
  const others = await whoElse(host, access);
  const position = roleName(access.task.role);
  const who =
    others.length > 0
      ? { zh: `可以由${others.join('、')}决定。`, en: `${others.join(', ')} may decide.` }
      : {
          zh: `${position.zh}没有其他人，将转请值班人员。`,
          en: `Nobody else holds the position (${position.en}): the duty officer will be asked.`,
        };
  return html`<section class="card">
    <h2>${words({ zh: '这一步要由另一个人决定', en: 'Somebody else must decide this step' })}</h2>
    <p>
      ${words({
        zh: because.zh + who.zh,
        en: because.en + who.en,
      })}
    </p>
    <form method="post" action="${link(host.site, `${base}/recuse`)}">
      ${hidden('reason', reason)}${row(go(words({ zh: '转请他人办理', en: 'Pass it on' })))}
    </form>
  </section>`;
};

/** Names of the other people of the position who have not decided a step that must be kept apart. */
const whoElse = async ({ table }: Host, { task, each, definition, person }: TaskAccess): Promise<string[]> => {
  const people = organisation(table);
  const role = Role.safeParse(task.role);
  const position = role.success ? await people.position(role.data, task.unit) : undefined;
  const candidates = new Set([...task.asked, ...(position?.holders ?? []), ...(position?.deputies ?? [])]);
  const names = [...candidates]
    .filter((other) => other !== person && barredBy(definition, each, other) === undefined)
    .map(async (other) => {
      try {
        return (await people.person(PersonId.parse(other))).name;
      } catch (error) {
        if (error instanceof NotFound) return '';
        throw error;
      }
    });
  return (await Promise.all(names)).filter((name) => name !== '');
};
