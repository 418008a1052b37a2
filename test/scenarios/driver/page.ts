import { all, type Element, parseHtml, wordsOf } from './html.ts';

/** One thing to fill in, under the words that stand beside it. */
export type Control = {
  readonly name: string;
  readonly kind: 'text' | 'hidden' | 'radio' | 'checkbox' | 'select' | 'file';
  readonly label: string;
  /** The question that radios and boxes answer: the legend around them. */
  readonly group: string | undefined;
  readonly value: string;
  readonly chosen: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};
export type Button = { readonly name: string | undefined; readonly value: string; readonly words: string };
export type Form = {
  readonly method: 'GET' | 'POST';
  readonly action: string;
  readonly multipart: boolean;
  readonly controls: readonly Control[];
  readonly buttons: readonly Button[];
};
export type Page = {
  readonly status: number;
  readonly url: URL;
  readonly heading: string;
  /** Everything that stands on it, for whoever looks for a number. */
  readonly words: string;
  readonly links: readonly { readonly to: string; readonly words: string }[];
  readonly forms: readonly Form[];
  /** The summary of what is to be mended, where a form came back. */
  readonly faults: readonly string[];
};

const kindOf = ({ tag, attributes: { type = 'text' } }: Element): Control['kind'] | undefined => {
  if (tag === 'select') return 'select';
  if (tag === 'textarea') return 'text';
  if (tag !== 'input') return undefined;
  if (type === 'hidden' || type === 'radio' || type === 'checkbox' || type === 'file') return type;
  return type === 'submit' ? undefined : 'text';
};

const optionsIn = (select: Element) =>
  all(select, 'option').map((option) => ({
    value: option.attributes['value'] ?? wordsOf(option),
    label: wordsOf(option),
    chosen: 'selected' in option.attributes,
  }));

type Around = { readonly label: Element | undefined; readonly group: Element | undefined };

const controlsIn = (element: Element, labels: ReadonlyMap<string, string>, around: Around): Control[] =>
  element.children.flatMap((child): Control[] => {
    if (typeof child === 'string') return [];
    const kind = kindOf(child);
    if (kind === undefined) {
      const group = child.tag === 'fieldset' ? child : around.group;
      return controlsIn(child, labels, { group, label: child.tag === 'label' ? child : around.label });
    }
    const { id = '', name = '', value = '', 'aria-label': said } = child.attributes;
    const legend = around.group && all(around.group, 'legend')[0];
    const options = optionsIn(child);
    return [
      {
        name,
        kind,
        label: around.label ? wordsOf(around.label, false) : (labels.get(id) ?? said ?? ''),
        group: legend && wordsOf(legend, false),
        value:
          child.tag === 'textarea'
            ? wordsOf(child)
            : kind === 'select'
              ? (options.find((o) => o.chosen)?.value ?? '')
              : value,
        chosen: 'checked' in child.attributes,
        options,
      },
    ];
  });

const formOf = (element: Element, url: URL, labels: ReadonlyMap<string, string>): Form => ({
  method: element.attributes['method']?.toLowerCase() === 'post' ? 'POST' : 'GET',
  action: new URL(element.attributes['action'] || url.href, url).href,
  multipart: element.attributes['enctype'] === 'multipart/form-data',
  controls: controlsIn(element, labels, { label: undefined, group: undefined }),
  buttons: all(element, 'button').map((button) => ({
    name: button.attributes['name'],
    value: button.attributes['value'] ?? '',
    words: wordsOf(button),
  })),
});

export const readPage = (status: number, url: URL, html: string): Page => {
  const root = parseHtml(html);
  const main = all(root, 'main')[0] ?? root;
  const labels = new Map(all(main, 'label').map((label) => [label.attributes['for'] ?? '', wordsOf(label, false)]));
  const summary = all(main, 'div').find(({ attributes }) => attributes['class'] === 'summary');
  const [heading] = all(main, 'h1');
  return {
    status,
    url,
    heading: heading ? wordsOf(heading, false) : '',
    words: wordsOf(main),
    links: all(main, 'a').map((a) => ({ to: new URL(a.attributes['href'] ?? '', url).href, words: wordsOf(a) })),
    forms: all(main, 'form').map((form) => formOf(form, url, labels)),
    faults: summary ? all(summary, 'li').map((item) => wordsOf(item)) : [],
  };
};
