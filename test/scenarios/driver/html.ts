/**
 * Reads the pages of the product as a browser would, as far as a person without a screen needs it: a tree of elements
 * with their words. Our own pages are well formed; this is no reader for the web at large.
 */
export type Element = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
};

const VOID = new Set(['meta', 'link', 'input', 'br', 'img', 'hr', 'base', '!doctype']);
const TOKEN = /<!--[\s\S]*?-->|<(\/?)([a-z!][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/gi;
const ATTRIBUTE = /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

const decode = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name ?? ''] ?? whole;
  });

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', quoted, single, bare]) => [
      name.toLowerCase(),
      decode(quoted ?? single ?? bare ?? ''),
    ]),
  );

export const parseHtml = (html: string): Element => {
  const root: Element = { tag: 'root', attributes: {}, children: [] };
  const open = [root];
  for (const [, closing, name = '', attributes = '', text] of html.matchAll(TOKEN)) {
    const tag = name.toLowerCase();
    const inside = open.at(-1) ?? root;
    if (text !== undefined) inside.children.push(decode(text));
    else if (closing) {
      const at = open.findLastIndex((element) => element.tag === tag);
      if (at > 0) open.length = at;
    } else if (tag !== '') {
      const element: Element = { tag, attributes: attributesOf(attributes), children: [] };
      inside.children.push(element);
      if (!VOID.has(tag)) open.push(element);
    }
  }
  return root;
};

/** Every element below, in the order of the page. */
export const all = (element: Element, tag?: string): Element[] =>
  element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(tag === undefined || child.tag === tag ? [child] : []), ...all(child, tag)],
  );

/** What is written in it, without what stands beside it in small: hints, «(optional)», units. */
export const wordsOf = (element: Element, small = true): string =>
  element.children
    .map((child) => {
      if (typeof child === 'string') return child;
      return ['style', 'script'].includes(child.tag) || (!small && child.tag === 'span') ? '' : wordsOf(child, small);
    })
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
