import { NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import { type Content, html } from '#shared/html/html';
import type { NavItem } from '#shared/html/layout';
import { link } from '#shared/html/link';
import { organisation, type Person, type Position } from '#shared/people/organisation';
import { findSession, type Session } from '#shared/people/sessions';
import { say } from '#shared/text';
import type { PageRequest } from './request.ts';
import { type PageResponse, redirect } from './respond.ts';

/** Whoever is signed in, for approver and admin pages alike, with the positions they hold or stand in for. */
export type SignedIn = {
  readonly session: Session;
  readonly person: Person;
  readonly holds: readonly Position[];
  readonly deputises: readonly Position[];
};

export const SESSION_COOKIE = 'session';

/** @returns nothing without a session, or when its person has left the federation */
export const signedIn = async (request: PageRequest, host: Host): Promise<SignedIn | undefined> => {
  const session = await findSession(host, request.cookies[SESSION_COOKIE]);
  if (!session) return undefined;
  try {
    const people = organisation(host.table);
    const [person, positions] = await Promise.all([people.person(session.person), people.positions()]);
    return {
      session,
      person,
      holds: positions.filter(({ holders }) => holders.includes(person.id)),
      deputises: positions.filter(({ deputies }) => deputies.includes(person.id)),
    };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
};

/** To the sign-in page, and from there back to this one. */
export const toSignIn = ({ path }: PageRequest, { site }: Pick<Host, 'site'>): PageResponse =>
  redirect(site, `/sign-in?back=${encodeURIComponent(path)}`);

/** The navigation of somebody signed in: their tasks, the console of whoever holds a position, sign out. */
export const navOf = (
  { path, lang }: PageRequest,
  { site }: Pick<Host, 'site'>,
  who: SignedIn | undefined,
): { nav: NavItem[]; navEnd: Content } => {
  if (!who) return { nav: [], navEnd: undefined };
  const item = (href: `/${string}`, zh: string, en: string): NavItem => ({
    href: link(site, href),
    label: say({ zh, en }, lang),
    current: path === href,
  });
  return {
    nav: [
      item('/tasks', '我的待办', 'My tasks'),
      ...(who.holds.length > 0 ? [item('/admin', '工作台', 'Console')] : []),
      item('/sessions', who.person.name, who.person.name),
    ],
    navEnd: html`<form method="post" action="${link(site, '/sign-out')}">
      <button class="link">${say({ zh: '退出', en: 'Sign out' }, lang)}</button>
    </form>`,
  };
};
