import { readForm } from '#shared/cases/forms';
import { isRevealed } from '#shared/cases/reveal';
import type { ChainedEvent } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { type Html, html } from '#shared/html/html';
import { type Moment, timeline } from '#shared/html/show';
import { PersonId } from '#shared/ids';
import { organisationKeys } from '#shared/people/organisation';
import { roleName } from '#shared/people/roles';
import type { Json } from '#shared/table/table';
import type { Text } from '#shared/text';
import { lastDay } from '#shared/tasks/daysLeft';
import { formatDate, formatInstant } from '#shared/time/civil';
import type { Visit } from '../console.ts';
import { stageName } from '../board/rows.ts';
import type { CaseFile } from './load.ts';
import { ANY_EVENT, EVENTS, REASONS, RUNGS } from './words.ts';

/** The names of everybody who stands in a case: of officers, never of applicants. */
export type Names = ReadonlyMap<string, string>;
export const namesIn = async ({ table }: Pick<Host, 'table'>, { events, mails, open }: CaseFile): Promise<Names> => {
  const ids = new Set<string>([...(open?.asked ?? []), ...mails.map(({ to }) => to)]);
  for (const { by, data } of events) {
    if (by.kind === 'person') ids.add(by.person);
    for (const id of [...strings(data['asked']), ...strings(data['to'])]) ids.add(id);
  }
  const known = [...ids].filter((id) => PersonId.safeParse(id).success);
  const found = await Promise.all(known.map((id) => table.get(organisationKeys.person(id))));
  // Whoever has left the federation since is shown by what the log has of them.
  return new Map(found.flatMap((item) => (item ? [[String(item['id']), String(item['name'])] as const] : [])));
};

const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];

const taskIn = ({ data }: ChainedEvent): string => String(data['task'] ?? '').split('.')[0] ?? '';

/** What one event says, without the words that stand sealed beside it. */
const said = (file: CaseFile, event: ChainedEvent, names: Names): Text => {
  const { pipeline } = file;
  const { type, data } = event;
  const task = stageName(pipeline, taskIn(event));
  const ids = [...strings(data['asked']), ...strings(data['to'])];
  const who = (applicant: string) => ids.map((id) => names.get(id) ?? (id === 'applicant' ? applicant : id));
  const zhWho = who('申请人').join('、');
  const enWho = who('the applicant').join(', ');
  switch (type) {
    case 'taskOpened':
      return zhWho ? { zh: `${task.zh}：请${zhWho}办理`, en: `${task.en}: asked ${enWho}` } : task;
    case 'decided': {
      const label = pipeline.tasks[taskIn(event)]?.outcomes[String(data['outcome'])]?.label ?? ANY_EVENT;
      return { zh: `${task.zh}：${label.zh}`, en: `${task.en}: ${label.en}` };
    }
    case 'reminded':
    case 'escalated': {
      const rung = RUNGS[String(data['rung'])] ?? ANY_EVENT;
      return {
        zh: `${task.zh}：${rung.zh}${zhWho && `（${zhWho}）`}`,
        en: `${task.en}: ${rung.en}${enWho && ` (${enWho})`}`,
      };
    }
    case 'closed': {
      const end = stageName(pipeline, String(data['end']));
      return { zh: `办结：${end.zh}`, en: `Closed: ${end.en}` };
    }
    case 'notReserved': {
      const why = REASONS[String(data['outcome'])] ?? ANY_EVENT;
      return { zh: `未能预留资金：${why.zh}`, en: `Money not reserved: ${why.en}` };
    }
    default: {
      const words = EVENTS[type] ?? ANY_EVENT;
      const about = zhWho ? { zh: `（${zhWho}）`, en: ` (${enWho})` } : { zh: '', en: '' };
      return { zh: `${words.zh}${about.zh}`, en: `${words.en}${about.en}` };
    }
  }
};

const whose = ({ by }: ChainedEvent, names: Names): Text | undefined => {
  if (by.kind === 'person') {
    const role = roleName(by.role);
    const name = names.get(by.person) ?? by.person;
    return { zh: `${name}（${role.zh}）`, en: `${name} (${role.en})` };
  }
  if (by.kind === 'applicant') return { zh: '申请人', en: 'the applicant' };
  return by.kind === 'public' ? { zh: '群众', en: 'the public' } : undefined;
};

/** Opinions and reasons, which stand sealed beside their events: for whoever has given a reason to see them. */
const sealedWords = async (
  { host, officer }: Visit,
  { each, events }: CaseFile,
): Promise<ReadonlyMap<number, string>> => {
  const found = new Map<number, string>();
  if (!(await isRevealed(host, each.id, officer.person.id))) return found;
  for (const { seq, data } of events) {
    if (data['form'] === undefined || data['form'] === 'application') continue;
    const form = await readForm(host, each, String(data['form']), Number(data['formVersion']));
    const words = form?.values['opinion'] ?? form?.values['reason'];
    if (typeof words === 'string') found.set(seq, words);
  }
  return found;
};

/** What happened, oldest first; at the end what is waited for now. */
export const history = async (visit: Visit, file: CaseFile, names: Names): Promise<Html> => {
  const { t, lang } = visit;
  const behind = await sealedWords(visit, file);
  const past = file.events.map((event): Moment => {
    const who = whose(event, names);
    return {
      time: formatInstant(event.at, lang),
      iso: new Date(event.at).toISOString(),
      what: html`${t(said(file, event, names))}${who && html` 　<span class="quiet">${t(who)}</span>`}${
        behind.has(event.seq) && html`<br /><span class="pre">${behind.get(event.seq)}</span>`
      }`,
      place: 'past',
    };
  });
  const { open } = file;
  const asked = open?.asked.map((id) => names.get(id) ?? id).join(lang === 'zh' ? '、' : ', ');
  const until = open && formatDate(lastDay(open.dueAt), lang);
  const now: Moment[] = open
    ? [
        {
          time: t({ zh: '现在', en: 'Now' }),
          what: html`<b>${t(stageName(file.pipeline, open.name))}</b
            >${asked && t({ zh: `，等${asked}`, en: `, waiting for ${asked}` })}${t({ zh: `，${until}到期`, en: `, due ${until}` })}`,
          place: 'now',
        },
      ]
    : [];
  return timeline([...past, ...now]);
};
