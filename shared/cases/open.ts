import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { CaseId, digits, type UnitId } from '#shared/ids';
import { newDataKey } from '#shared/keys/fields';
import type { Message } from '#shared/outbox/messages';
import { organisation } from '#shared/people/organisation';
import { type Pipeline, sealedIn } from '#shared/pipeline';
import { ConditionFailed, type Fields, type Json, type Write } from '#shared/table/table';
import { civilDate, yearOf } from '#shared/time/civil';
import { APPLICANT, type Case } from './case.ts';
import { createCase } from './change.ts';
import { findable } from './find.ts';
import { formRecord } from './forms.ts';

export type Submission = {
  readonly pipeline: Pipeline;
  /** Masked already: it stands on boards and in mails. */
  readonly title: string;
  readonly union: UnitId;
  readonly lang: Case['lang'];
  readonly email?: string;
  /** The applicant unless somebody of the federation opens it; only applicants get a receipt. */
  readonly by?: Actor;
  readonly appliedFen?: number;
  /** What was filled in. It is kept as the form `application`, sensitive fields sealed. */
  readonly values: Fields;
  readonly facts?: Case['facts'];
  /** Said in the receipt that is mailed beside the reference: the code to come back with. */
  readonly told?: Readonly<Record<string, string>>;
  /** Written with the case or not at all: the draft that becomes it. The id is only known here. */
  readonly also?: (id: CaseId) => readonly Write[];
};

const MOST_TRIES = 6;

/**
 * Makes a case of what was submitted: case, application, first event, receipt and the start of its state machine in
 * one transaction.
 *
 * @returns the new case's id
 * @throws {ConditionFailed} when a condition in `also` does not hold: nothing was written
 */
export const openCase = async (host: Host, submission: Submission): Promise<CaseId> => {
  const { pipeline, title, union, lang, email, appliedFen, values, facts = {}, told = {} } = submission;
  const by = submission.by ?? { kind: 'applicant' };
  const now = host.clock.now();
  const places = await placesOf(host, union);
  const self = await officerWho(host, values['mobile'], email);
  for (let attempt = 0; ; attempt++) {
    // Numbers that are drawn cannot be guessed from one's own, and nobody has to wait for a counter.
    const number = digits(host.random.bytes(8), attempt < 4 ? 6 : 8);
    const id = CaseId.parse(`${pipeline.prefix}-${yearOf(civilDate(now))}-${number}`);
    const { key, wrapped } = await newDataKey(host, id);
    const form = formRecord(host.random, { id, key }, { name: 'application', version: 1 }, values, sealedIn(pipeline));
    const first: Omit<Case, 'version' | 'seq' | 'head'> = {
      id,
      pipeline: pipeline.name,
      title,
      ...places,
      openedAt: now,
      stage: 'submitted',
      stageSince: now,
      rounds: {},
      acted: self === undefined ? {} : { [APPLICANT]: self },
      flags: [],
      noticeClear: false,
      approved: false,
      budgeted: false,
      wrappedKey: wrapped,
      lang,
      facts,
      ...(email === undefined ? {} : { email }),
      ...(appliedFen === undefined ? {} : { appliedFen }),
    };
    try {
      await createCase(host, first, {
        event: { type: 'submitted', by, data: form.event },
        also: [form.write, ...(await findable(host, id, values['idNumber'])), ...(submission.also?.(id) ?? [])],
        messages: [
          { kind: 'start', machine: pipeline.name, name: id, input: { caseId: id } },
          ...(by.kind === 'applicant' ? [receipt(told)] : []),
        ],
      });
      return id;
    } catch (error) {
      const taken = error instanceof ConditionFailed && error.failed.includes(0);
      if (!taken || attempt >= MOST_TRIES) throw error;
    }
  }
};

/** An official who applies is known by mobile or address: nobody decides on their own case. */
const officerWho = async (host: Host, mobile: Json | undefined, email: string | undefined) => {
  const people = organisation(host.table);
  const found = typeof mobile === 'string' ? await people.byMobile(mobile) : undefined;
  return (found ?? (email === undefined ? undefined : await people.byEmail(email)))?.id;
};

const receipt = (facts: Readonly<Record<string, string>>): Message => ({
  kind: 'mail',
  letter: 'submitted',
  to: { kind: 'applicant' },
  facts,
});

/** The places of a case: its union, and the units above it. */
export const placesOf = async (host: Host, union: UnitId): Promise<Pick<Case, 'union' | 'township' | 'district'>> => {
  const line = await organisation(host.table).lineage(union);
  const district = line.at(-1)?.id ?? union;
  return { union, township: line.find(({ kind }) => kind === 'township')?.id ?? district, district };
};
