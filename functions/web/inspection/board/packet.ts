import { figuresOn } from '#functions/selfInspection/figures';
import { aboutOf } from '#functions/selfInspection/programme';
import { rowsOf } from '#functions/selfInspection/roster';
import type { Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { toCsv } from '#shared/export/csv';
import { html } from '#shared/html/html';
import { card } from '#shared/html/show';
import { Fen, formatWan } from '#shared/money';
import { makePacket, type Packet } from '#shared/packets/packet';
import { civilDate, formatDate } from '#shared/time/civil';
import { findingsTable, itemsTable as itemsShown, reportCard } from '../cards.ts';
import { entriesTable, moneyTable } from '../moneyCards.ts';
import { type Story, storyOf } from '../story.ts';
import { itemsTable, recoveryTable, unitsTable } from './export.page.ts';

/**
 * 整改归档包: what a programme came to, for people (one page that prints), for spreadsheets, and as data, with the
 * evidence itself. What is in it stands in its manifest, and the manifest's hash in the programme's event chain.
 */
export const packetOf = async (visit: Visit, programme: Case): Promise<Packet> => {
  const { host } = visit;
  const { table } = host;
  const today = civilDate(host.clock.now());
  const rows = await rowsOf(table, programme.id);
  const { rows: _, ...figures } = await figuresOn(table, programme.id, today);
  const stories: Story[] = [];
  for (const { caseId } of rows) stories.push(await storyOf(host, await getCase(table, caseId)));
  const text = (name: string, body: string) => ({ name, body: Buffer.from(body) });
  const data = stories.map(({ row, report, findings, items, accounts, entries }) => ({
    row,
    report,
    findings,
    items,
    accounts,
    entries,
  }));
  const { css } = await import('#shared/html/style.css');
  const report = page(visit, programme, figures, stories);
  return makePacket({ programme: programme.id, name: programme.title, on: today, ...figures, ...aboutOf(programme) }, [
    text(
      'report.html',
      report.replace('<style></style>', () => `<style>${css}</style>`),
    ), // its quotes are no markup
    text('data.json', `${JSON.stringify(data, undefined, 1)}\n`),
    text('units.csv', toCsv(unitsTable(visit, rows, today))),
    text('items.csv', toCsv(await itemsTable(visit, rows))),
    text('recovery.csv', toCsv(await recoveryTable(visit, rows))),
    ...(await evidence(visit, stories)),
  ]);
};

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** The papers themselves, under the number of the item that they prove. */
const evidence = async ({ host }: Visit, stories: readonly Story[]) => {
  const papers = stories.flatMap(({ items }) =>
    items.flatMap(({ no, before, after }) => [
      ...before.map(({ file }) => ({ name: `evidence/${no}/before-${file.split('/').at(-1)}`, file })),
      ...after.map(({ file }) => ({ name: `evidence/${no}/after-${file.split('/').at(-1)}`, file })),
    ]),
  );
  const read = await Promise.all(
    papers.map(async ({ name, file }) => ({
      name: `${name}.${EXTENSIONS[(await host.files.stat(file))?.type ?? ''] ?? 'bin'}`,
      body: await host.files.read(file),
    })),
  );
  return read.flatMap(({ name, body }) => (body ? [{ name, body }] : []));
};

type Sums = { reported: number; withProblems: number; rectified: number; recoveredFen: number };

const page = ({ t, lang, host }: Visit, programme: Case, sums: Sums, stories: readonly Story[]): string => {
  const today = formatDate(civilDate(host.clock.now()), lang);
  const recovered = formatWan(Fen.parse(sums.recoveredFen));
  return html`<!doctype html>
    <html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <title>${programme.title}</title>
        <style></style>
      </head>
      <body class="wide">
        <main>
          <h1>${programme.title}　${t({ zh: '整改情况', en: 'rectification' })}</h1>
          <p>
            ${t({
              zh: `截至${today}，${sums.reported} 家单位开展自查，${sums.withProblems} 家发现问题，${sums.rectified} 家完成整改，清退 ${recovered}。`,
              en: `Up to ${today}: ${sums.reported} units inspected themselves, ${sums.withProblems} had problems, ${sums.rectified} are rectified; ${recovered} came back.`,
            })}
          </p>
          ${stories.map((story) => card(story.row.name, html`${reportCard(story, lang)}${findingsTable(story, lang)}${itemsShown(story, lang)}${moneyTable(story, lang)}${entriesTable(story, lang)}`))}
        </main>
      </body>
    </html>`.toString();
};
