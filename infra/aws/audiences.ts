import type { Route } from '#functions/page';
import { routes as admin } from '#functions/web/admin/routes';
import { routes as campaign } from '#functions/web/campaign/routes';
import { routes as applicant } from '#functions/web/applicant/routes';
import { routes as approver } from '#functions/web/approver/routes';
import { routes as inspection } from '#functions/web/inspection/routes';
import { routes as open } from '#functions/web/public/routes';
import type { Reach } from '#shared/reach';
import { routes as styles } from '#functions/web/static';
import { pipelines } from '#workflows/index';
import type { About, Facet } from './leftOut.ts';

/** Pages that are one function, and the modules that they come from. */
export type Audience = {
  readonly audience: string;
  /** What its pages do beyond reading and putting items. */
  readonly reaches: readonly Reach[];
  readonly modules: readonly { readonly from: string; readonly routes: readonly Route[] }[];
  readonly about: About;
};

/** Pages show what is; letters are written, waits computed and machines run elsewhere. */
const NO_PAGE_NEEDS: readonly Facet[] = ['machine', 'letters', 'report'];

/** What the public sees of the federation: pipelines that people apply to, and those that put up notices. */
const PUBLIC: readonly string[] = Object.values(pipelines)
  .filter(({ application, tasks }) => application?.applicants || 'publicNotice' in tasks)
  .map(({ name, within }) => within ?? name);

/** Every page may be asked for a session, seal what it is sent, and take a file. */
const PAGES: readonly Reach[] = [
  'table.query',
  'table.glance',
  'keys.wrap', // also for the first link of a deployment: it makes the key that links are found by
  'keys.unwrap',
  'keys.blind',
  'files.read',
  'files.write',
  'files.remove',
];

/** A board shows a unit's cases to that unit's people, of whichever kind it is. */
const BOARDS: readonly Reach[] = ['table.query.district', 'table.query.township', 'table.query.union'];

/** The first also answers what is nobody's page. */
export const audiences: readonly [Audience, ...Audience[]] = [
  {
    audience: 'applicant',
    reaches: [...PAGES, 'files.keep', 'table.update', 'table.delete', 'table.query.month'],
    modules: [
      { from: '#functions/web/static', routes: styles },
      { from: '#functions/web/applicant/routes', routes: applicant },
      { from: '#functions/web/public/routes', routes: open },
    ],
    about: { only: PUBLIC, without: NO_PAGE_NEEDS },
  },
  {
    audience: 'approver',
    reaches: [...PAGES, 'files.keep', 'table.update', 'table.delete', 'table.query.position', 'table.query.person'],
    modules: [{ from: '#functions/web/approver/routes', routes: approver }],
    about: { without: [...NO_PAGE_NEEDS, 'applicants', 'policy', 'ends'] },
  },
  {
    audience: 'inspection',
    reaches: [
      ...PAGES,
      'files.keep',
      'table.update',
      'table.delete',
      'table.check',
      'table.query.district',
      'table.query.month',
      'table.query.union',
    ],
    modules: [{ from: '#functions/web/inspection/routes', routes: inspection }],
    about: { only: ['selfInspection'], without: [...NO_PAGE_NEEDS, 'policy'] },
  },
  {
    audience: 'campaign',
    reaches: [...PAGES, ...BOARDS, 'files.keep'],
    modules: [{ from: '#functions/web/campaign/routes', routes: campaign }],
    about: { only: ['festivalCondolence'], without: [...NO_PAGE_NEEDS, 'policy'] },
  },
  {
    audience: 'admin',
    reaches: [...PAGES, ...BOARDS, 'table.update', 'table.delete', 'table.query.month', 'table.query.person'],
    modules: [{ from: '#functions/web/admin/routes', routes: admin }],
    about: { without: ['letters', 'applicants'] }, // it draws the machine
  },
];

/**
 * The paths of an audience, in the form that HTTP API and route tables share. Methods are left to the chain, which
 * answers HEAD from the page of GET.
 */
export const pathsOf = ({ modules }: Audience): string[] => [
  ...new Set(modules.flatMap(({ routes }) => routes.map(({ path }) => path))),
];
