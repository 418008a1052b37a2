import type { Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { festivalCondolence } from '#workflows/festivalCondolence/index';

const STAGES = [
  ...Object.entries(festivalCondolence.tasks).map(([name, { title }]) => [name, title] as const),
  ...Object.entries(festivalCondolence.ends).map(([name, { label }]) => [name, label] as const),
];

/** Where a campaign is, as a clerk says it. */
export const stageWords = ({ t }: Pick<Visit, 't'>, { stage }: Pick<Case, 'stage'>): string => {
  const words = STAGES.find(([name]) => name === stage)?.[1];
  return words ? t(words) : t({ zh: '刚刚报送', en: 'Just sent' });
};
