import { canonical } from '#shared/events/chain';
import { faultOf } from '#shared/events/verify';
import type { Item } from '#shared/table/table';
import { withoutDrawn } from '#test/scenarios/driver/eventLog';
import { alike, laneOwner, lanesTogether } from './alike.ts';
import { drawn, isPassing, lasting } from './lasting.ts';

/** What a host keeps after a play, as it is. */
export type Left = {
  readonly items: readonly Item[];
  readonly mails: readonly {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  }[];
  readonly executions: readonly { readonly name: string; readonly status: string }[];
  /** Event chains that do not hold, and sealed fields that do not open. */
  readonly faults: readonly string[];
};

/** What a play has left behind that must be the same on every host, and whatever went wrong on the way. */
export type Trace = {
  /** The log of each case, but for drawn ids, instants and marks that something had to be tried again; sorted. */
  readonly logs: readonly string[];
  /** What was done in batches in each case that has lanes; in no order, because lanes run side by side; sorted. */
  readonly batches: readonly string[];
  /** Every other item that is meant to last, of funds, ledgers, batches, registers, tasks and cases; sorted. */
  readonly items: readonly string[];
  /** Recipient, subject and text; sorted. A mail that came twice is one. */
  readonly mails: readonly string[];
  /** How executions stand, sorted. */
  readonly executions: readonly string[];
  /** What is wrong by itself: a broken chain, a message that never left. */
  readonly wrong: readonly string[];
  /** Mails that came more than once. */
  readonly repeated: number;
};

/** Checks the chain and the seals of every case among the items. */
export const faultsOf = async (
  host: Parameters<typeof faultOf>[0],
  items: readonly Item[],
): Promise<readonly string[]> => {
  const found = items
    .filter(({ sk }) => sk === 'CASE')
    .map(async (item) => {
      const fault = await faultOf(host, item);
      return fault === undefined ? [] : [`${item.pk}: ${fault}`];
    });
  return (await Promise.all(found)).flat();
};

/** That something had to be tried again, and that it works again. */
const MARKS = ['failing', 'recovered'];

const said = ({ type, by, data }: Item): string => canonical(lasting(withoutDrawn({ type, by, data })));

const logsOf = (items: readonly Item[]): Pick<Trace, 'logs' | 'batches'> => {
  const events = items.filter(({ sk, ...item }) => sk.startsWith('EVENT#') && !MARKS.includes(String(item['type'])));
  const { log = [], lane = [] } = Object.groupBy(events, (item) => (laneOwner(item) === undefined ? 'log' : 'lane'));
  const [logs, lanes] = [Map.groupBy(log, ({ pk }) => pk), Map.groupBy(lane, laneOwner)];
  return {
    logs: [...logs.values()].map((each) => each.map(said).join('\n')).toSorted(),
    batches: [...lanes.values()].map((each) => each.map(said).toSorted().join('\n')).toSorted(),
  };
};

export const traceOf = ({ items, mails, executions, faults }: Left): Trace => {
  // As it came first: a mail that is sent again says what is true by then.
  const once = [...new Map(mails.toReversed().map((mail) => [mail.id, mail])).values()].filter(
    ({ text }) => !text.includes('/sign-in/'),
  );
  return {
    ...logsOf(items),
    items: lanesTogether(items)
      .filter((item) => !isPassing(item))
      .map(alike)
      .map((item) => `${drawn(item.pk)} ${drawn(item.sk)} ${canonical(lasting(item))}`)
      .toSorted(),
    mails: once.map(({ to, subject, text }) => drawn(`${to} ${subject}\n${text}`)).toSorted(),
    executions: executions.map(({ name, status }) => `${drawn(name)} ${status}`).toSorted(),
    wrong: [
      ...faults,
      ...items.flatMap(({ pk, sk }) => (sk.startsWith('OUT#') ? [`${pk} ${sk} never left`] : [])),
      ...items.flatMap(({ pk, sk, ...item }) =>
        sk.startsWith('MAIL#') && item['status'] !== 'sent' ? [`${pk} ${sk} is ${String(item['status'])}`] : [],
      ),
    ],
    repeated: mails.length - new Set(mails.map(({ id }) => id)).size,
  };
};

const listed = (what: string, peace: readonly string[], found: readonly string[]): string[] => {
  const left = [...found];
  const missing = peace.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...missing.map((each) => `${what} lost: ${each}`), ...left.map((each) => `${what} too many: ${each}`)];
};

/** In words, what one trace has otherwise than another that is as it should be. */
export const differences = (peace: Trace, found: Trace): string[] => [
  ...found.wrong,
  ...listed('log', peace.logs, found.logs),
  ...listed('batches', peace.batches, found.batches),
  ...listed('item', peace.items, found.items),
  ...listed('mail', peace.mails, found.mails),
  ...listed('execution', peace.executions, found.executions),
];
