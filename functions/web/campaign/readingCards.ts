import { type Content, type Html, html } from '#shared/html/html';
import { hidden, select } from '#shared/html/inputs';
import { card, facts, go, row, table } from '#shared/html/show';
import type { Reading } from '#shared/rosters/reading';
import { letterOf, type RosterSpec } from '#shared/rosters/spec';
import type { Sheet } from '#shared/sheets/read';
import type { Text } from '#shared/text';

/** What a dry run says of a sheet: how its columns were understood, and every fault by its cell. */
type Said = {
  readonly t: (text: Text) => string;
  readonly spec: RosterSpec;
  readonly sheet: Sheet;
  readonly reading: Reading;
};

const SHOWN = 200;

export const faultsCard = ({ t, reading }: Said): Content =>
  reading.faults.length > 0 &&
  card(
    t({
      zh: `${reading.faults.length} 处需要改正，一行也没有导入`,
      en: `${reading.faults.length} to correct; nothing was imported`,
    }),
    html`<p>
        ${t({ zh: '请在表格里改正这些单元格，再上传一次。', en: 'Correct these cells in your spreadsheet and upload it again.' })}
      </p>
      ${table(
        reading.faults.length > SHOWN ? t({ zh: `前 ${SHOWN} 处`, en: `The first ${SHOWN}` }) : '',
        [
          { name: t({ zh: '单元格', en: 'Cell' }) },
          { name: t({ zh: '项目', en: 'Column' }) },
          { name: t({ zh: '问题', en: 'Fault' }) },
        ],
        reading.faults
          .slice(0, SHOWN)
          .map(({ row: nth, column, label, message }) => [
            html`<b class="tnum">${column ?? ''}${nth}</b>`,
            t(label),
            t(message),
          ]),
        '',
      )}`,
  );

/** Which column was taken for what; where one is missing, it can be chosen by hand and is remembered. */
export const columnsCard = (said: Said, action: string): Html => {
  const { t, spec, sheet, reading } = said;
  const { mapping } = reading;
  const head = sheet[mapping?.head ?? 0] ?? [];
  const missing = spec.columns.filter(({ field }) => !field.optional && mapping?.at[field.name] === undefined);
  const known = spec.columns.flatMap(({ field }) => {
    const index = mapping?.at[field.name];
    return index === undefined ? [] : [{ term: t(field.label), value: `${letterOf(index)}　${head[index] ?? ''}` }];
  });
  const options = head.flatMap((words) => (words === '' ? [] : [{ value: words, label: words }]));
  return card(
    t({ zh: '表头对应', en: 'Columns' }),
    html`${facts(known)}
    ${
      missing.length > 0 &&
      html`<form method="get" action="${action}">
        <p>
          ${t({ zh: '没有认出下面的列，请选择。下次会自动记住。', en: 'These columns were not found. Choose them; it is remembered.' })}
        </p>
        ${missing.map(({ field }) =>
          select(
            { name: `column-${field.name}`, label: t(field.label) },
            options,
            undefined,
            t({ zh: '请选择', en: 'Choose' }),
          ),
        )}
        ${row(go(t({ zh: '按此对应检查', en: 'Check with these' })))}
      </form>`
    }`,
  );
};

/** Columns chosen by hand, from the address or the form. */
export const chosenColumns = (params: URLSearchParams, { columns }: RosterSpec): Record<string, string> =>
  Object.fromEntries(
    columns.flatMap(({ field }) => {
      const words = params.get(`column-${field.name}`);
      return words ? [[field.name, words]] : [];
    }),
  );

export const keepColumns = (chosen: Readonly<Record<string, string>>): Html[] =>
  Object.entries(chosen).map(([name, words]) => hidden(`column-${name}`, words));
