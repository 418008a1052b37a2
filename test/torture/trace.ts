import * as z from 'zod/mini';
import { canonical } from '#shared/events/chain';
import { eventLog, itemsIn, type Kept, mailsIn, type Sent } from '#test/scenarios/driver/eventLog';
import type { Figure } from '#test/scenarios/driver/figures';
import type { Replayed } from '#test/scenarios/driver/replay';
import type { World } from '#test/scenarios/driver/world';

/** What a play has left behind that must be the same on every host, and however often one was killed. */
export type Trace = {
  /** By applicant: their events, one text each. */
  readonly events: Readonly<Record<string, readonly string[]>>;
  /** Recipient and subject, with the applicant's name in place of the reference; sorted. */
  readonly mails: readonly string[];
  /** What does not add up by itself: money, figures. */
  readonly wrong: readonly string[];
};

/** What a host keeps at the end. */
export type Left = {
  readonly items: readonly Kept[];
  readonly mails: readonly Sent[];
  readonly world: Pick<World, 'applicants'>;
  readonly figures: readonly Figure[];
};

/** What the embedded host keeps. */
export const leftIn = ({ child: { folder }, world, figures }: Replayed): Left => ({
  items: itemsIn(folder),
  mails: mailsIn(folder),
  world,
  figures,
});

export const traceOf = ({ items, mails, world, figures }: Left): Trace => {
  const { applicants } = world;
  const named = (text: string) =>
    applicants.reduce((so, { reference, person }) => so.replaceAll(reference ?? ' ', person.name), text);
  return {
    events: Object.fromEntries(
      Object.entries(eventLog(items, applicants)).map(([name, events]) => [
        name,
        events.map((each) => canonical(each)),
      ]),
    ),
    mails: mails
      // Whoever did not see the answer to a sign-in asks for another link.
      .filter(({ text }) => !text.includes('/sign-in/'))
      .map(({ recipient, subject }) => `${recipient} ${named(subject)}`)
      .toSorted(),
    wrong: [
      ...figures.flatMap(({ name, value, expected }) =>
        value === expected ? [] : [`${name}: ${value}, not ${expected}`],
      ),
      ...moneyFaults(items),
    ],
  };
};

const Fund = z.object({
  budgetFen: z.number(),
  freeFen: z.number(),
  reservedFen: z.number(),
  committedFen: z.number(),
  paidFen: z.number(),
});
const Entry = z.object({ kind: z.literal('money'), entry: z.string(), caseId: z.string(), fen: z.number() });
const Line = z.object({ status: z.string(), caseId: z.string(), amountFen: z.number() });

const sumBy = <T extends { caseId: string }>(list: readonly T[], fen: (each: T) => number): Map<string, number> =>
  new Map(
    [...Map.groupBy(list, ({ caseId }) => caseId)].map(([id, some]) => [
      id,
      some.reduce((sum, each) => sum + fen(each), 0),
    ]),
  );

/** Every fen of a fund is in one place, and of each case no more was paid, by ledger or by bank, than was received. */
const moneyFaults = (items: readonly Kept[]): string[] => {
  const read = <T>(of: string, shape: z.ZodMiniType<T>): T[] =>
    items.flatMap((item) => {
      if (!item.pk.startsWith(of)) return [];
      const parsed = z.safeParse(shape, item);
      return parsed.success ? [parsed.data] : [];
    });
  const entries = read('CASE#', Entry);
  const of = (kind: string) =>
    sumBy(
      entries.filter(({ entry }) => entry === kind),
      ({ fen }) => fen,
    );
  const [received, paid] = [of('receive'), of('pay')];
  const bank = sumBy(
    read('PAYMENTS#', Line).filter(({ status }) => status === 'paid'),
    ({ amountFen }) => amountFen,
  );
  return [
    ...read('FUND#', Fund).flatMap((fund) => {
      const { budgetFen, freeFen, reservedFen, committedFen, paidFen } = fund;
      return freeFen + reservedFen + committedFen + paidFen === budgetFen
        ? []
        : [`A fund does not add up: ${JSON.stringify(fund)}`];
    }),
    ...[...paid].flatMap(([id, fen]) =>
      fen === received.get(id) ? [] : [`${id}: ${fen} fen paid, ${received.get(id)} received`],
    ),
    ...[...bank].flatMap(([id, fen]) =>
      fen === paid.get(id) ? [] : [`${id}: the bank paid ${fen} fen, the ledger says ${paid.get(id)}`],
    ),
    ...[...paid.keys()].flatMap((id) => (bank.has(id) ? [] : [`${id}: paid by the ledger, not by the bank`])),
  ];
};

const listed = (what: string, peace: readonly string[], crashed: readonly string[]): string[] => {
  const left = [...crashed];
  const missing = peace.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...missing.map((each) => `${what} lost: ${each}`), ...left.map((each) => `${what} more than once: ${each}`)];
};

/** In words, what the second run has otherwise; `which` names the two. */
export const differences = (
  peace: Trace,
  crashed: Trace,
  which: readonly [string, string] = ['in peace', 'after kills'],
): string[] => [
  ...listed('mail', peace.mails, crashed.mails),
  ...Object.entries(peace.events).flatMap(([name, events]) => {
    const others = crashed.events[name] ?? [];
    const at = events.findIndex((each, i) => each !== others[i]);
    if (at < 0 && events.length === others.length) return [];
    const first = at < 0 ? events.length : at;
    return [`events of ${name}, no. ${first + 1}: ${events[first]} ${which[0]}, ${others[first]} ${which[1]}`];
  }),
];
