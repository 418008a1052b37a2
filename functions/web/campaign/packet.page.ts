import type { Page } from '#functions/page';
import { packetOf } from '#functions/festivalCondolence/packet';
import { forOfficers } from '#functions/web/admin/console';
import { actorIn, needRole } from '#functions/web/admin/officer';
import { download, redirect } from '#functions/web/respond';
import { changeCase } from '#shared/cases/change';
import { NotFound } from '#shared/faults';
import { campaignOf } from './campaignOf.ts';

const KEEPERS = ['caseOfficer', 'viceChair', 'finance', 'auditCommittee'] as const;
const keyOf = (id: string): string => `packets/${id}.zip`;

/** POST /admin/campaigns/{case}/packet: makes the packet of a closed campaign; the log keeps its manifest's hash. */
export const pack: Page = forOfficers(async (visit) => {
  const { host, officer } = visit;
  const position = needRole(officer, ...KEEPERS);
  const each = await campaignOf(visit);
  if (each.closedAt === undefined) throw new NotFound('Only a closed campaign has a packet');
  const { bytes, manifest } = await packetOf(host, each);
  await host.files.write(keyOf(each.id), bytes, 'application/zip');
  await changeCase(host, each.id, (now) => ({
    event: { type: 'packed', by: actorIn(officer, position), data: { manifest } },
    set: { facts: { ...now.facts, packet: manifest } },
  }));
  return redirect(host.site, `/admin/campaigns/${each.id}`);
});

/** GET of the same: the archive. */
export const takePacket: Page = forOfficers(async (visit) => {
  const { host, officer } = visit;
  needRole(officer, ...KEEPERS);
  const { id } = await campaignOf(visit);
  const bytes = await host.files.read(keyOf(id));
  if (!bytes) throw new NotFound('It has not been made yet');
  return download(`${id}.zip`, 'application/zip', bytes);
});
