import type { Cell, Trouble } from './matrix.ts';
import type { Passage } from './stream.ts';

/** What may go wrong between the table and the function that carries messages out, and with the pages of a query. */
const passing = (name: string, how: (nth: number) => Passage, again = 0): Cell => ({
  name: `wake-ups ${name}`,
  subject: 'wake-ups',
  begin: () => {
    const count = { met: 0, again };
    return { count, weather: { passage: () => how((count.met += 1)) } };
  },
});

const shortPages = (items: number): Cell => ({
  name: `dynamodb Query with pages of ${items}`,
  subject: 'pages',
  begin: () => {
    const count = { met: 0, again: 0 };
    const pageOf = () => {
      count.met += 1;
      return items;
    };
    return { count, weather: { pageOf } };
  },
});

/** Of each batch the last partition cannot be read at first: the others are carried out, and it is tried again. */
const oneOfBatch = (): Trouble => {
  const count = { met: 0, again: 0 };
  let victim: string | undefined;
  let call: string | undefined;
  return {
    count,
    weather: {
      passage: (partitions) => {
        [victim, call] = [partitions.at(-1), undefined];
        return 'once';
      },
      fate: (sent) => {
        if (sent.role !== 'background' || sent.operation !== 'Query' || victim === undefined) return undefined;
        if (!sent.body.includes(JSON.stringify(victim))) return undefined;
        call ??= sent.call;
        if (sent.call !== call) return undefined;
        count.met += 1;
        return { kind: 'unsent' };
      },
    },
  };
};

/** Of a stream, and of a pump in the same process. */
export const wakeCells: readonly Cell[] = [
  passing('twice', () => 'twice'),
  passing('twice at once', () => 'at once', Infinity), // SES has no token by which it could tell two of the same moment
  passing('lost', () => 'lost'),
  passing('lost now and then', (nth) => (nth % 2 === 0 ? 'lost' : 'once')),
];

export const deliveryCells: readonly Cell[] = [
  ...wakeCells,
  passing('out of order', () => 'shuffled'),
  passing('late', () => 'late'),
  { name: 'wake-ups with one partition of a batch failing', subject: 'wake-ups', begin: oneOfBatch },
  shortPages(1),
  shortPages(2),
];
