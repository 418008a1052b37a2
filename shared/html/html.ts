import { html as template } from 'hono/html';

/**
 * The template of every page and mail: what is put into it is escaped, unless it is itself such a template.
 * Nothing (`undefined`, `false`, `null`) is left out and lists are joined, so conditions read `${error && html`…`}`.
 */
export type Html = Exclude<ReturnType<typeof template>, Promise<unknown>>;

/** What may stand in a template where words or markup go. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/** @throws {TypeError} when a promise was put in: await it first, so that a page is whole or not at all */
export const html = (strings: TemplateStringsArray, ...values: readonly unknown[]): Html => {
  const made = template(strings, ...values);
  if (made instanceof Promise) throw new TypeError('A template takes no promise');
  return made;
};
