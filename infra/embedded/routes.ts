import type { Route } from '#functions/page';
import { routes as admin } from '#functions/web/admin/routes';
import { routes as applicant } from '#functions/web/applicant/routes';
import { routes as approver } from '#functions/web/approver/routes';
import { routes as inspection } from '#functions/web/inspection/routes';
import { routes as open } from '#functions/web/public/routes';
import { routes as campaign } from '#functions/web/campaign/routes';
import { routes as styles } from '#functions/web/static';

/** Every page of every audience: on AWS a function each, here one process. */
export const routes: readonly Route[] = [
  ...styles,
  ...applicant,
  ...open,
  ...approver,
  ...inspection,
  ...admin,
  ...campaign,
];
