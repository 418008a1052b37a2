import type { Host } from '#shared/host';
import { NotFound } from '#shared/faults';
import type { PersonId, UnitId } from '#shared/ids';
import { organisation, Role } from '#shared/people/organisation';
import type { Instant } from '#shared/time/instant';
import { findLink, type Link } from './links.ts';
import { getTask, type Task } from './task.ts';

/** How a person stands to a task: may decide it, has decided it, or why not (any more). */
export type Standing =
  | { readonly kind: 'asked' }
  | { readonly kind: 'decidedByYou' }
  | { readonly kind: 'decidedByOther'; readonly role: string; readonly unit: UnitId; readonly at: Instant }
  | { readonly kind: 'reassigned' | 'cancelled' | 'leftPosition' | 'expired' | 'replaced' };

/** What a token leads to. Unknown and malformed tokens look alike. */
export type Reached =
  | { readonly kind: 'notValid' }
  | { readonly kind: 'reached'; readonly link: Link; readonly task: Task; readonly standing: Standing };

const TOKEN = /^[\w-]{40,64}$/;

export const reach = async (host: Pick<Host, 'table' | 'clock'>, token: string): Promise<Reached> => {
  const link = TOKEN.test(token) ? await findLink(host, token) : undefined;
  if (!link) return { kind: 'notValid' };
  const task = await getTask(host.table, link.caseId, link.task);
  return { kind: 'reached', link, task, standing: await standingOf(host, task, link.person, link) };
};

/**
 * @param person absent for the applicant
 * @param link   absent for somebody who comes by their session
 */
export const standingOf = async (
  host: Pick<Host, 'table' | 'clock'>,
  task: Task,
  person: PersonId | undefined,
  link?: Pick<Link, 'expiresAt' | 'replaced'>,
): Promise<Standing> => {
  const settled = settledFor(task, person);
  if (settled) return settled;
  if (link?.replaced === 'reassigned') return { kind: 'reassigned' };
  if (person !== undefined) {
    if (task.recused?.includes(person)) return { kind: 'reassigned' };
    const place = await placeIn(host, task, person);
    if (!task.asked.includes(person) && (link !== undefined || place !== 'holder')) return { kind: 'reassigned' };
    if (place === 'none' && !task.assigned?.includes(person)) return { kind: 'leftPosition' };
  }
  if (link?.replaced === 'fresh') return { kind: 'replaced' };
  if (link && link.expiresAt <= host.clock.now()) return { kind: 'expired' };
  return { kind: 'asked' };
};

const settledFor = (task: Task, person: PersonId | undefined): Standing | undefined => {
  const { status, decidedBy: by, decidedAt: at, role, unit } = task;
  if (status === 'open') return undefined;
  if (status === 'cancelled' || !by || at === undefined) return { kind: 'cancelled' };
  if (by.kind === 'applicant') return person === undefined ? { kind: 'decidedByYou' } : { kind: 'cancelled' };
  if (by.kind !== 'person') return { kind: 'decidedByOther', role: 'system', unit, at };
  return by.person === person ? { kind: 'decidedByYou' } : { kind: 'decidedByOther', role: by.role || role, unit, at };
};

const placeIn = async (
  host: Pick<Host, 'table'>,
  task: Task,
  person: PersonId,
): Promise<'holder' | 'deputy' | 'duty' | 'none'> => {
  const people = organisation(host.table);
  try {
    await people.person(person);
  } catch (error) {
    if (error instanceof NotFound) return 'none';
    throw error;
  }
  const role = Role.safeParse(task.role);
  const position = role.success ? await people.position(role.data, task.unit) : undefined;
  if (position?.holders.includes(person)) return 'holder';
  if (position?.deputies.includes(person)) return 'deputy';
  const district = (await people.lineage(task.unit)).at(-1)?.id ?? task.unit;
  const duty = [
    ...(await people.position('dutyOfficer', district)).holders,
    ...(await people.position('admin', district)).holders,
  ];
  return duty.includes(person) ? 'duty' : 'none';
};
