import { type Browser, openBrowser, type Server } from './browser.ts';
import type { Said } from './fill.ts';
import { invent, type Invented } from './invented.ts';
import { openPostbox, type Postbox } from './postbox.ts';
import type { Answer, Exception, Person, Scenario } from './scenario.ts';
import { openTime, morning, day, type Time } from './time.ts';

/** An applicant of the scenario, with what they know: their papers, the receipt that they were given. */
export type Applicant = {
  readonly nth: number;
  readonly person: Person;
  readonly papers: Invented;
  readonly email: string;
  readonly browser: Browser;
  /** What is still to go otherwise than ordinary, in the order of the scenario. */
  readonly exceptions: Exception[];
  reference: string | undefined;
  code: string | undefined;
};

/** How a step is answered, and what is written into its page under the page's own words. */
export type Answered = {
  readonly answer: string;
  readonly after: number;
  readonly day: number | undefined;
  readonly words: Said;
  /** What an exception says, and so must have a place on the page. */
  readonly must: readonly string[];
};

/** Everything that the play needs: the host, its clock and mail, the people. */
export type World = {
  readonly scenario: Scenario;
  readonly server: Server;
  readonly time: Time;
  readonly postbox: Postbox;
  readonly applicants: readonly Applicant[];
  /** The browser of an officer, by their address. */
  browserOf(email: string): Browser;
  byReference(reference: string): Applicant | undefined;
};

export const openWorld = (scenario: Scenario, server: Server): World => {
  const browsers = new Map<string, Browser>();
  const applicants = scenario.people.map((person, i): Applicant => ({
    nth: i + 1,
    person,
    papers: invent(scenario.seed, `${i + 1}`),
    email: `applicant${i + 1}@example.net`,
    browser: openBrowser(server),
    exceptions: [...person.but],
    reference: undefined,
    code: undefined,
  }));
  return {
    scenario,
    server,
    time: openTime(server, morning(day(scenario.start))),
    postbox: openPostbox(server),
    applicants,
    browserOf: (email) => {
      const browser = browsers.get(email) ?? openBrowser(server);
      browsers.set(email, browser);
      return browser;
    },
    byReference: (reference) => applicants.find((applicant) => applicant.reference === reference),
  };
};

/**
 * How a step is answered for somebody this time: by the first exception that is left for it, else as ordinary. Asking
 * uses the exception up.
 */
export const answerFor = ({ scenario }: World, { exceptions }: Applicant, step: string): Answered => {
  const ordinary = scenario.ordinary.steps[step];
  const at = exceptions.findIndex((exception) => exception.at === step);
  const [exception] = at < 0 ? [] : exceptions.splice(at, 1);
  const answer = exception?.answer ?? ordinary?.answer;
  if (answer === undefined) throw new Error(`Nobody says how to answer the step ${step}`);
  const [own, usual] = [wordsIn(exception), wordsIn(ordinary)];
  return {
    answer,
    after: exception?.after ?? ordinary?.after ?? 0,
    day: exception?.day,
    words: { ...usual, ...own },
    must: Object.keys(own),
  };
};

/** Words of the scenario about a step, rather than of its page. */
const OURS = ['at', 'answer', 'after', 'day'];

export const wordsIn = (entry: Answer | Exception | undefined): Said =>
  Object.fromEntries(
    Object.entries(entry ?? {}).flatMap(([label, words]) =>
      OURS.includes(label) || typeof words === 'number' || words === undefined ? [] : [[label, words]],
    ),
  );

const TODAY = '今天';

/** What is written on the day that somebody gets to it. */
export const written = ({ time }: World, { words }: Answered): Said =>
  Object.fromEntries(Object.entries(words).map(([label, said]) => [label, said === TODAY ? time.today() : said]));
