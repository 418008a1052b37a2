import type { Route } from '#functions/page';
import { routes as open } from '#functions/web/public/routes';
import { routes as styles } from '#functions/web/static';

/** Every page of every audience: on AWS a function each, here one process. */
export const routes: readonly Route[] = [...styles, ...open];
