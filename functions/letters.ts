import { type Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import { address } from '#shared/html/link';
import { type CaseId, PersonId, TaskId } from '#shared/ids';
import type { LetterTask, LetterView } from '#shared/mail/letter';
import { sharedLetters } from '#shared/mail/letters';
import type { OutgoingMail } from '#shared/mail/mail';
import { setLetter } from '#shared/mail/set';
import { formatYuan, SignedFen } from '#shared/money';
import type { Message } from '#shared/outbox/messages';
import { organisation } from '#shared/people/organisation';
import { type Pipeline, reference } from '#shared/pipeline';
import { daysLeft, lastDay } from '#shared/tasks/daysLeft';
import type { TaskDefinition } from '#shared/tasks/definition';
import { earlierLine, earlierSteps } from '#shared/tasks/earlier';
import { linkToken } from '#shared/tasks/links';
import { getTask, type Task } from '#shared/tasks/task';
import { type Lang, say } from '#shared/text';
import { formatDate } from '#shared/time/civil';
import { pipelines } from '#workflows/index';
import { givenFacts } from './letterFacts.ts';

export type MailMessage = Extract<Message, { kind: 'mail' }>;

/** Where the links of letters lead; the pages' route tables name the same paths. */
const pathOf = (letter: string, token: string) =>
  letter === 'signIn' ? (`/sign-in/${token}` as const) : (`/t/${token}` as const);

/**
 * Makes the mail that a message of the outbox asks for, from what is true when it is sent.
 *
 * @param id of the mail, the same however often the message is delivered
 * @returns nothing when whoever is meant has no address, or no letter has this name
 */
export const compose = async (
  host: Host,
  caseId: CaseId | undefined,
  message: MailMessage,
  id: string,
): Promise<OutgoingMail | undefined> => {
  const pipeline = caseId && Object.values(pipelines).find(({ prefix }) => caseId.startsWith(`${prefix}-`));
  const each = caseId && (await getCase(host.table, caseId));
  const name = letterOf(pipeline, message);
  const letter = pipeline?.letters[name] ?? sharedLetters[name];
  const to = await recipient(host, message, each);
  if (!letter || !to) return undefined;
  const view = await viewOf(host, pipeline, each, message, to);
  return {
    id,
    to: to.email,
    ...setLetter(letter(view), to.lang),
    list: `${pipeline?.name ?? 'account'}.${host.site.url.hostname}`,
  };
};

/** Applicants are reminded by the letter that asked them: it says what is wanted of them. */
const letterOf = (pipeline: Pipeline | undefined, { letter, task, to }: MailMessage): string =>
  to.kind === 'applicant' && letter === 'reminded'
    ? (pipeline?.tasks[task?.split('.')[0] ?? '']?.letter ?? letter)
    : letter;

type Recipient = { readonly email: string; readonly name: string; readonly lang: Lang };

const recipient = async (host: Host, { to }: MailMessage, each: Case | undefined): Promise<Recipient | undefined> => {
  if (to.kind === 'applicant') return each?.email ? { email: each.email, name: '', lang: each.lang } : undefined;
  try {
    const person = await organisation(host.table).person(PersonId.parse(to.person));
    return person.email === '' ? undefined : person;
  } catch (error) {
    if (error instanceof NotFound) return undefined; // left the federation since
    throw error;
  }
};

const viewOf = async (
  host: Host,
  pipeline: Pipeline | undefined,
  each: Case | undefined,
  message: MailMessage,
  { name, lang }: Recipient,
): Promise<LetterView> => {
  const [about, task, earlier, unit] = await Promise.all([
    host.site.about(),
    each && message.task !== undefined ? getTask(host.table, each.id, TaskId.parse(message.task)) : undefined,
    each && pipeline ? earlierSteps(host, pipeline, each) : [],
    each && organisation(host.table).unit(each.union),
  ]);
  const definition = task && pipeline?.tasks[task.name];
  return {
    lang,
    to: name,
    reference: each && pipeline ? reference(pipeline, each.id) : '',
    title: each?.title ?? '',
    federation: about.name,
    phone: about.phone,
    hours: about.hours,
    sample: about.sample,
    unit: unit?.name ?? '',
    pipeline: pipeline?.label ?? { zh: '', en: '' },
    ...(pipeline?.concerns && { concerns: pipeline.concerns }),
    ...(task && definition && { task: letterTask(host, task, definition, lang) }),
    ...(message.link !== undefined && {
      link: address(host.site, pathOf(message.letter, await linkToken(host, message.link))),
    }),
    statusPage: address(host.site, '/status'),
    ...amounts(each),
    earlier: earlier.map((step) => earlierLine(step, lang)),
    facts: await givenFacts(host, { pipeline, each, earlier, task: message.task, definition }, message.facts ?? {}),
  };
};

const letterTask = (host: Host, task: Task, definition: TaskDefinition, lang: Lang): LetterTask => ({
  title: definition.title,
  question: definition.question,
  dueOn: formatDate(lastDay(task.dueAt), lang),
  daysLeft: say(daysLeft(host, task.dueAt), lang),
  provisional: task.provisional,
  silence: definition.silence === 'escalate' ? 'escalates' : 'lapses',
  signedIn: definition.signedIn === true,
});

const amounts = (each: Case | undefined) => {
  const yuan = (fen: number | undefined) => (fen === undefined ? undefined : formatYuan(SignedFen.parse(fen)));
  const [applied, approved, received, paid] = [
    each?.appliedFen,
    each?.approvedFen,
    each?.receivedFen,
    each?.paidFen,
  ].map(yuan);
  return {
    ...(applied !== undefined && { appliedYuan: applied }),
    ...(approved !== undefined && { approvedYuan: approved }),
    ...(received !== undefined && { receivedYuan: received }),
    ...(paid !== undefined && { paidYuan: paid }),
  };
};
