import { parseArgs } from 'node:util';

type Taken = {
  /** How many words it takes, without options. */
  readonly least?: number;
  readonly most?: number;
  /** Names of options that have a value: `aws` for `--aws outputs.json`. */
  readonly options?: readonly string[];
};
export type Called = { readonly words: readonly string[]; readonly options: ReadonlyMap<string, string> };

/**
 * What a command of package.json was called with. `--help` shows its usage, and so does a call that it cannot make sense
 * of, with exit status 2; in both cases nothing else happens.
 *
 * @param usage how it is called, and what it does then
 */
export const called = (usage: string, { least = 0, most = least, options = [] }: Taken): Called => {
  const misunderstood = (why: string): never => {
    console.error(`${why}\n${usage}`);
    process.exit(2);
  };
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        ...Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) {
      console.log(usage);
      process.exit(0);
    }
    if (positionals.length < least) misunderstood('Something is missing.');
    if (positionals.length > most) misunderstood(`What is ${positionals[most]}?`);
    const given = Object.entries(values).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    return { words: positionals, options: new Map(given) };
  } catch (error) {
    return misunderstood(error instanceof Error ? error.message : String(error));
  }
};
