import type { Page } from '#functions/page';
import { packetOf } from '#functions/festivalCondolence/packet';
import { packedKey } from './packed.ts';
import { forOfficers } from '#functions/web/admin/console';
import { actorIn, needRole } from '#functions/web/admin/officer';
import { download, fromStore, redirect } from '#functions/web/respond';
import { changeCase } from '#shared/cases/change';
import { NotFound } from '#shared/faults';
import { campaignOf } from './campaignOf.ts';

const KEEPERS = ['caseOfficer', 'viceChair', 'finance', 'auditCommittee'] as const;
const fileOf = (id: string, volume: number): string => `packets/${id}${volume === 0 ? '' : `-${volume}`}.zip`;

/**
 * POST /admin/campaigns/{case}/packet: makes the packet of a closed campaign, or a volume of it; the log keeps the hash of
 * its manifest.
 */
export const pack: Page = forOfficers(async (visit) => {
  const { host, officer, request } = visit;
  const position = needRole(officer, ...KEEPERS);
  const each = await campaignOf(visit);
  if (each.closedAt === undefined) throw new NotFound('Only a closed campaign has a packet');
  const volume = Number(request.form.get('volume') ?? 0);
  const { bytes, manifest } = await packetOf(host, each, volume);
  await host.files.write(fileOf(each.id, volume), bytes, 'application/zip');
  await changeCase(host, each.id, (now) => ({
    event: { type: 'packed', by: actorIn(officer, position), data: { manifest, ...(volume > 0 && { volume }) } },
    ...(volume === 0 && { set: { facts: { ...now.facts, packet: manifest } } }),
    also: [{ put: { ...packedKey(each.id, volume), manifest } }],
  }));
  return redirect(host.site, `/admin/campaigns/${each.id}`);
});

/** GET of the same: the archive; `?volume=2` another volume than the first. */
export const takePacket: Page = forOfficers(async (visit) => {
  const { host, officer, request } = visit;
  needRole(officer, ...KEEPERS);
  const { id } = await campaignOf(visit);
  const volume = Math.max(0, Math.trunc(Number(request.query.get('volume') ?? 0)) || 0);
  const bytes = await host.files.read(fileOf(id, volume));
  if (!bytes) throw new NotFound('It has not been made yet');
  const name = `${id}${volume === 0 ? '' : `-${volume}`}.zip`;
  return fromStore(host, fileOf(id, volume), download(name, 'application/zip', bytes));
});
