import type { Route } from '#functions/page';
import { css, cssPath } from '#shared/html/style.css';

/** The stylesheet. Its name changes with its content. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: cssPath,
    page: () =>
      Promise.resolve({
        status: 200,
        headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
        body: css,
      }),
  },
];
