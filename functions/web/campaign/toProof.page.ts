import type { Page } from '#functions/page';
import { redirect } from '#functions/web/respond';
import { forTask } from './part.ts';

/** GET …/proof of a task: the proof of its campaign, for whoever is signed in. */
export const goToProof: Page = forTask('gapExplanation', ({ host, access }) =>
  Promise.resolve(redirect(host.site, `/admin/campaigns/${access.each.id}/proof`)),
);
