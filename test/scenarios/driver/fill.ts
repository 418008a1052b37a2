import type { Control, Form } from './page.ts';

/** What somebody writes into a form, under the words that the form itself uses: `{ 本人月收入: '1800', 医保: '职工医保' }`. */
export type Said = Readonly<Record<string, string | readonly string[]>>;

/** The page has no place for what the scenario says. */
export class CannotSay extends Error {
  override readonly name = 'CannotSay';
}

const bare = (words: string): string => words.replaceAll(/[\s：:]/g, '');
const listOf = (said: string | readonly string[]): readonly string[] => (typeof said === 'string' ? [said] : said);

/** Whole words first, then the only choice that begins so: 看病 for 看病（自付部分）. */
export const pick = <T extends { readonly label: string }>(words: string, among: readonly T[]): T => {
  const begins = among.filter(({ label }) => bare(label).startsWith(bare(words)));
  const found = among.find(({ label }) => bare(label) === bare(words)) ?? (begins.length === 1 ? begins[0] : undefined);
  if (found) return found;
  throw new CannotSay(`“${words}” is none of: ${among.map(({ label }) => label).join(' / ')}`);
};

/** What each label stands for, and which of them the form had a place for. */
const asked = (said: Said) => {
  const byLabel = new Map(Object.entries(said).map(([label, words]) => [bare(label), { label, words }]));
  const used = new Set<string>();
  return {
    used,
    of: (label: string | undefined) => {
      const found = byLabel.get(bare(label ?? ''));
      if (found) used.add(found.label);
      return found?.words;
    },
  };
};

/**
 * Fills a form: what is said goes where its label stands, hidden and untouched controls keep their values.
 *
 * @returns what is posted, and the labels that found a place
 */
export const fill = (form: Form, said: Said): { data: URLSearchParams; used: ReadonlySet<string> } => {
  const data = new URLSearchParams();
  const { of, used } = asked(said);
  const groups = Map.groupBy(form.controls, ({ name }) => name);
  for (const [name, controls] of groups) {
    const [first] = controls;
    if (!first || name === '') continue;
    for (const value of valuesOf(first, controls, of)) data.append(name, value);
  }
  return { data, used };
};

type Of = (label: string | undefined) => string | readonly string[] | undefined;

const valuesOf = (first: Control, controls: readonly Control[], of: Of): readonly string[] => {
  switch (first.kind) {
    case 'hidden':
      return controls.map(({ value }) => value);
    case 'file':
      return [];
    case 'text':
      return [String(of(first.label) ?? first.value)];
    case 'select': {
      const words = of(first.label);
      return [words === undefined ? first.value : pick(String(words), first.options).value];
    }
    case 'radio':
    case 'checkbox': {
      // A box that stands for itself is answered 是 under its own words; others under the question around them.
      const alone = first.kind === 'checkbox' && controls.length === 1 ? of(first.label) : undefined;
      if (alone !== undefined) return alone === '是' ? [first.value] : [];
      const words = of(first.group);
      if (words === undefined) return controls.flatMap(({ chosen, value }) => (chosen ? [value] : []));
      return listOf(words).map((each) => pick(each, controls).value);
    }
  }
};
