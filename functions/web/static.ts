import type { Route } from '#functions/page';
import { photoScriptPath } from './photoScriptPath.ts';
import { NoSuchPage } from './refusals.ts';

/** The script, and the stylesheet. Its name changes with its content, so that no old one is ever kept under the name of a new one. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: photoScriptPath,
    page: async () => ({
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=86400' },
      body: (await import('./photoScript.ts')).photoScript,
    }),
  },
  {
    method: 'GET',
    path: '/style/{name}',
    page: async ({ params }) => {
      const { css, cssPath } = await import('#shared/html/style.css'); // read by this page alone, and large
      if (`/style/${params['name']}` !== cssPath) throw new NoSuchPage('No such stylesheet');
      return {
        status: 200,
        headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
        body: css,
      };
    },
  },
];
