import type { Page } from '#functions/page';
import { served } from '#functions/web/approver/file.page';
import { NoSuchPage } from '#functions/web/refusals';
import { fromStore } from '#functions/web/respond';
import { onList } from '#shared/coverage/lists';
import { peopleOf } from '#shared/coverage/recipients';
import { forTask } from './part.ts';
import { photosOf } from '#shared/coverage/photos';
import { markOf } from './visitsList.ts';
import { listOf } from './visits.page.ts';

/** GET …/visits/photo?at=&nth=: a photo of somebody on this list, for the team that took it. */
export const showPhoto: Page = forTask('visit', async (visit) => {
  const { host, access, request } = visit;
  const start = markOf(request.query.get('at'));
  const list = await listOf(visit);
  const { value } = await onList(host.table, peopleOf(access.each), list, { start, page: 10 }).next();
  const nth = Number(request.query.get('nth'));
  const photo = value?.mark.row === start.row ? photosOf(value.recipient.receipt)[nth - 1] : undefined;
  const stored = photo && (await host.files.stat(photo.key));
  const body = stored && (await host.files.read(stored.key));
  if (!stored || !body) throw new NoSuchPage('No such photo');
  return fromStore(host, stored.key, served(stored, body, `photo-${nth}`));
});
