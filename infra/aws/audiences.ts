import type { Route } from '#functions/page';
import { routes as admin } from '#functions/web/admin/routes';
import { routes as campaign } from '#functions/web/campaign/routes';
import { routes as applicant } from '#functions/web/applicant/routes';
import { routes as approver } from '#functions/web/approver/routes';
import { routes as inspection } from '#functions/web/inspection/routes';
import { routes as open } from '#functions/web/public/routes';
import { routes as styles } from '#functions/web/static';
import type { About, Facet } from './leftOut.ts';

/** Pages that are one function, and the modules that they come from. */
export type Audience = {
  readonly audience: string;
  readonly modules: readonly { readonly from: string; readonly routes: readonly Route[] }[];
  readonly about: About;
};

/** Pages show what is; letters are written, waits computed and machines run elsewhere. */
const NO_PAGE_NEEDS: readonly Facet[] = ['machine', 'letters', 'report'];

/** The first also answers what is nobody's page. */
export const audiences: readonly [Audience, ...Audience[]] = [
  {
    audience: 'applicant',
    modules: [
      { from: '#functions/web/static', routes: styles },
      { from: '#functions/web/applicant/routes', routes: applicant },
      { from: '#functions/web/public/routes', routes: open },
    ],
    about: { without: NO_PAGE_NEEDS },
  },
  {
    audience: 'approver',
    modules: [{ from: '#functions/web/approver/routes', routes: approver }],
    about: { without: NO_PAGE_NEEDS },
  },
  {
    audience: 'inspection',
    modules: [{ from: '#functions/web/inspection/routes', routes: inspection }],
    about: { only: 'selfInspection', without: NO_PAGE_NEEDS },
  },
  {
    audience: 'campaign',
    modules: [{ from: '#functions/web/campaign/routes', routes: campaign }],
    about: { only: 'festivalCondolence', without: NO_PAGE_NEEDS },
  },
  {
    audience: 'admin',
    modules: [{ from: '#functions/web/admin/routes', routes: admin }],
    about: { without: ['letters'] }, // it draws the machine
  },
];

/**
 * The paths of an audience, in the form that HTTP API and route tables share. Methods are left to the chain, which
 * answers HEAD from the page of GET.
 */
export const pathsOf = ({ modules }: Audience): string[] => [
  ...new Set(modules.flatMap(({ routes }) => routes.map(({ path }) => path))),
];
