import { NoSuchPage } from '#functions/web/refusals';
import { html } from '#shared/html/html';
import { select, textArea } from '#shared/html/inputs';
import { card, go, row } from '#shared/html/show';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { organisation, type Person } from '#shared/people/organisation';
import { reassign } from '#shared/tasks/reassign';
import { forTask, framed, type Visit } from '../visit.ts';

/** Everybody of the unit who is not asked yet. */
const colleagues = async ({ host, access }: Visit): Promise<Person[]> => {
  const people = organisation(host.table);
  const here = (await people.positions()).filter(({ unit }) => unit === access.each.union);
  const ids = [...new Set(here.flatMap(({ holders, deputies }) => [...holders, ...deputies]))];
  return Promise.all(ids.filter((id) => !access.task.asked.includes(id)).map((id) => people.person(id)));
};

const page = async (visit: Visit, errors: readonly FieldError[] = []) => {
  const { request, t } = visit;
  const people = await colleagues(visit);
  const title = t({ zh: '转交同事填写', en: 'Hand over to a colleague' });
  const wrong = (name: string) => errors.find(({ field }) => field === name)?.message;
  return framed(visit, {
    title,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, request.lang)}
      <h1>${title}</h1>
      <p>
        ${t({
          zh: '同事会收到自己的链接，接着您已经填的往下填。签字上报仍由工会主席本人办理。',
          en: 'Your colleague gets a link of their own and goes on where you are. The chair still signs.',
        })}
      </p>
      ${
        people.length === 0
          ? card(
              t({ zh: '没有可以转交的同事', en: 'Nobody to hand over to' }),
              html`<p>
                ${t({ zh: '本单位没有登记其他人员。需要增加的，请联系区总工会。', en: 'No other person of your unit is registered: ask the district to add somebody.' })}
              </p>`,
            )
          : html`<form method="post" novalidate>
              ${select(
                { name: 'to', label: t({ zh: '转交给', en: 'To' }), error: wrong('to') },
                people.map(({ id, name }) => ({ value: id, label: name })),
                request.form.get('to') ?? '',
                t({ zh: '请选择', en: 'Choose' }),
              )}
              ${textArea(
                { name: 'reason', label: t({ zh: '交代一句', en: 'What they should know' }), error: wrong('reason') },
                { value: request.form.get('reason') ?? '', rows: 3 },
              )}${row(go(t({ zh: '转交', en: 'Hand over' })))}
            </form>`
      }`,
  });
};

export const showHandover = forTask(['selfInspection'], (visit) => page(visit));

export const handOver = forTask(['selfInspection'], async (visit) => {
  const { request, host, access, by, t, goTo } = visit;
  const [to, reason] = [request.form.get('to') ?? '', request.form.get('reason')?.trim() ?? ''];
  const colleague = (await colleagues(visit)).find(({ id }) => id === to);
  const errors: FieldError[] = [
    ...(to === '' ? [{ field: 'to', message: t({ zh: '请选择转交给谁', en: 'Choose a colleague' }) }] : []),
    ...(reason === '' ? [{ field: 'reason', message: t({ zh: '请交代一句', en: 'Say a word to them' }) }] : []),
  ];
  if (errors.length > 0) return page(visit, errors);
  if (!colleague) throw new NoSuchPage('Nobody of this unit');
  await reassign(host, access.each.id, access.task.id, { to: [colleague.id], by, reason });
  return goTo('');
});
