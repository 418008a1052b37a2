import type { Page } from '#functions/page';
import type { PageRequest } from '#functions/web/request';
import { type PageResponse, show, type Shown } from '#functions/web/respond';
import { toSignIn } from '#functions/web/session';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import type { NavItem } from '#shared/html/layout';
import { link } from '#shared/html/link';
import { type Lang, say, type Text } from '#shared/text';
import { pipelines } from '#workflows/index';
import { districtRole, type Officer, officerOf } from './officer.ts';

/** What every page of the console stands in: who is signed in, where one is, where else one can go. */
export type Visit = {
  readonly request: PageRequest;
  readonly host: Host;
  readonly officer: Officer;
  readonly lang: Lang;
  /** Words in the reader's language. */
  readonly t: (text: Text) => string;
  /** A link within the site. */
  readonly to: (path: `/${string}`) => string;
};

/** A page for people who are signed in; others are sent to sign in, and come back. */
export const forOfficers =
  (page: (visit: Visit) => Promise<PageResponse>): Page =>
  async (request, host) => {
    const officer = await officerOf(request, host);
    if (!officer) return toSignIn(request.method === 'GET' ? request : { ...request, path: '/admin' }, host);
    const { lang } = request;
    return page({ request, host, officer, lang, t: (text) => say(text, lang), to: (path) => link(host.site, path) });
  };

const PLACES: readonly { path: `/${string}`; label: Text; open: (officer: Officer) => boolean }[] = [
  {
    path: '/admin/funding',
    label: { zh: '到账登记', en: 'Funding' },
    open: (o) => Boolean(districtRole(o, 'finance')),
  },
  {
    path: '/admin/payments',
    label: { zh: '发放批次', en: 'Payments' },
    open: (o) => Boolean(districtRole(o, 'finance')),
  },
  {
    path: '/admin/campaigns',
    label: { zh: '慰问活动', en: 'Campaigns' },
    open: (o) => Boolean(districtRole(o, 'caseOfficer', 'womenCommittee')),
  },
  {
    path: '/admin/meetings',
    label: { zh: '会议决定', en: 'Meetings' },
    open: (o) => Boolean(districtRole(o, 'caseOfficer')),
  },
  { path: '/admin/reports', label: { zh: '报表', en: 'Reports' }, open: (o) => o.units[0]?.kind === 'district' },
];

/** The page in the console's frame. */
export const inConsole = (visit: Visit, shown: Omit<Shown, 'audience' | 'nav'>): Promise<PageResponse> => {
  const { request, host, officer, t, to } = visit;
  const item = (path: `/${string}`, label: Text): NavItem => ({
    href: to(path),
    label: t(label),
    current: request.path === path || request.path.startsWith(`${path}/`),
  });
  const nav = [
    ...Object.values(pipelines)
      .filter(({ within }) => within === undefined)
      .map(({ name, label }) => item(`/admin/${name}`, label)),
    ...PLACES.filter(({ open }) => open(officer)).map(({ path, label }) => item(path, label)),
    item('/tasks', { zh: '我的待办', en: 'My tasks' }),
    item('/sessions', { zh: officer.person.name, en: officer.person.name }),
  ];
  const signOut = html`<form method="post" action="${to('/sign-out')}">
    <button class="link">${t({ zh: '退出', en: 'Sign out' })}</button>
  </form>`;
  return show(request, host, { ...shown, audience: 'admin', nav, navEnd: signOut });
};
