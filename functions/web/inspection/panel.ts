import type { TaskAccess } from '#functions/web/approver/access';
import type { PageRequest } from '#functions/web/request';
import type { Host } from '#shared/host';
import { type Html, html } from '#shared/html/html';
import { findingsTable, itemsTable, reportCard } from './cards.ts';
import { moneyTable } from './moneyCards.ts';
import { storyOf } from './story.ts';

/** What a decision about a unit rests on: its report, the findings, both ledgers. */
export const unitPanel = async ({ lang }: PageRequest, host: Host, { each }: TaskAccess): Promise<Html> => {
  const story = await storyOf(host, each);
  return html`${reportCard(story, lang)}${findingsTable(story, lang)}${itemsTable(story, lang)}${moneyTable(story, lang)}`;
};
