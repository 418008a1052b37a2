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

/** The table answers otherwise: less at once, or as it was some requests ago where a read is eventually consistent. */
const answering = (name: string, how: 'pageOf' | 'lagOf', value: number): Cell => ({
  name: `dynamodb ${name}`,
  subject: how,
  begin: () => {
    const count = { met: 0, again: 0 };
    const asked = () => {
      count.met += 1;
      return value;
    };
    return { count, weather: { [how]: asked } };
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
  answering('Query with pages of 1', 'pageOf', 1),
  answering('Query with pages of 2', 'pageOf', 2),
  answering('reads 5 requests behind', 'lagOf', 5),
  answering('reads 100 requests behind', 'lagOf', 100),
];
