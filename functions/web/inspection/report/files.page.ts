import { NoSuchPage } from '#functions/web/refusals';
import { html } from '#shared/html/html';
import { evidenceCard, paper, placesIn, taken } from '../evidence.ts';
import { forTask, framed, type Visit } from '../visit.ts';

const MOST = 20;
const prefixOf = ({ access }: Visit) => `inspections/${access.each.id}/report`;
const place = (visit: Visit, nth: string | undefined): string => {
  const n = Number(nth);
  if (!Number.isInteger(n) || n < 1 || n > MOST) throw new NoSuchPage('No such file');
  return `${prefixOf(visit)}/${n}`;
};

/** Keys of what proves the report. */
export const papersOf = async (visit: Visit): Promise<string[]> =>
  taken(await placesIn(visit.host, prefixOf(visit), MOST)).map(({ key }) => key);

export const showFiles = forTask(['selfInspection'], async (visit) => {
  const title = visit.t({ zh: '佐证材料', en: 'Evidence' });
  const { body, action } = await evidenceCard(visit, {
    title: visit.t({ zh: '预算、会议纪要、签领表、发票', en: 'Budget, minutes, sign sheets, invoices' }),
    prefix: prefixOf(visit),
    max: MOST,
    path: '/files',
    side: 'report',
  });
  return framed(visit, {
    title,
    formAction: action,
    body: html`<h1>${title}</h1>
      ${body}`,
  });
});

export const removeFile = forTask(['selfInspection'], async (visit) => {
  const [, nth] = (visit.request.form.get('remove') ?? '').split('/');
  await visit.host.files.remove(place(visit, nth));
  return visit.goTo('/files');
});

export const openReportFile = forTask(['selfInspection'], (visit) =>
  paper(visit.host, place(visit, visit.request.params['nth'])),
);
