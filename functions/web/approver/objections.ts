import type { PageRequest } from '#functions/web/request';
import { Answered } from '#shared/forms/answers';
import type { Host } from '#shared/host';
import { type Content, html } from '#shared/html/html';
import { card, facts } from '#shared/html/show';
import { objectionFields, objectionsOf } from '#shared/notices/objections';
import type { Fields } from '#shared/table/table';
import { type Lang, say } from '#shared/text';
import type { TaskAccess } from './access.ts';
import { factsOf, type Filled } from './application.ts';

const LABELS = {
  reason: { zh: '反映情况', en: 'Said' },
  objector: { zh: '反映人', en: 'By' },
  contact: { zh: '联系电话', en: 'Telephone' },
} as const;
const fields = objectionFields.map((field) => ({ ...field, label: LABELS[field.name] }));

/**
 * What the public said against the notice, for whoever is to look into it and for nobody else. Who said it is masked like
 * all that is personal, until it is revealed with a reason.
 */
export const objectionsCard = async (
  { lang }: PageRequest,
  host: Host,
  { definition, each }: TaskAccess,
  filled: Filled | undefined,
): Promise<Content> => {
  if (!definition.hearsObjections) return undefined;
  const said = await objectionsOf(host, each);
  return (
    said.length > 0 &&
    card(
      say({ zh: `收到的意见 ${said.length} 份`, en: `Objections: ${said.length}` }, lang),
      said.map((one, i) => objection(one, i + 1, lang, filled)),
    )
  );
};

const objection = (values: Fields, n: number, lang: Lang, filled: Filled | undefined) =>
  html`<h3>${say({ zh: `第 ${n} 份`, en: `No. ${n}` }, lang)}</h3>
    ${facts(
      factsOf(
        fields,
        { answers: Answered.parse(values), calculation: undefined, options: {}, revealed: filled?.revealed ?? false },
        ['reason'],
        lang,
      ),
    )}`;
