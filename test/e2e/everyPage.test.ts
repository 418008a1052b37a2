import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '#infra/embedded/routes';
import { type Site, startEmbedded } from '#test/fakes';
import { browse } from './console/browser.ts';

/** Every page with an address of its own, to be opened by people of a district, a township and a union, and by nobody. */
const paths = [...new Set(routes.flatMap(({ method, path }) => (method === 'GET' && !path.includes('{') ? path : [])))];

describe('every page that has one address', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startEmbedded();
  });
  afterAll(() => site[Symbol.asyncDispose]());

  it.each(['guan-li', 'qian-hui', 'xu-fang', 'wang-hong', undefined])(
    'opens for %s, or says why not',
    async (person) => {
      const browser = await browse(site, person);
      const failed: string[] = [];
      for (const path of paths) {
        const { status } = await browser.get(path);
        if (status >= 500) failed.push(`${path}: ${status}`);
      }
      expect(failed).toEqual([]);
    },
  );
});
