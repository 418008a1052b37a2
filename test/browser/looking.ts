import { browse } from '#test/e2e/console/browser';
import type { Site } from '#test/fakes';
import { findings, type OpenBrowser, overflow, picture, smallTargets } from './browser.ts';

/**
 * Looks at pages as their people do: on a phone in Chinese and in English, at a desk in Chinese. What is wrong with them
 * is gathered, so that one look names everything.
 */
export const looking = async (browser: OpenBrowser, site: Site) => {
  const phone = await browser.newPage(360, { javaScript: true });
  const english = await browser.newPage(360, { javaScript: true, locale: 'en' });
  const desk = await browser.newPage(1280, { javaScript: true });
  // A desk is wide enough for what fits a phone: it is for pictures.
  const pages = [
    { name: '360', page: phone },
    { name: 'en', page: english },
    ...(process.env['SCREENSHOTS'] ? [{ name: '1280', page: desk }] : []),
  ];
  const faults: string[] = [];
  return {
    faults,
    /** Signs in as somebody, on every screen. */
    async as(person: string | undefined): Promise<void> {
      const { cookies } = await browse(site, person);
      for (const { page } of pages) {
        await page.context().clearCookies();
        await page
          .context()
          .addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: site.url.href })));
      }
    },
    async at(path: string, as: string): Promise<void> {
      for (const { name, page } of pages) {
        await page.goto(new URL(path, site.url).href);
        await picture(page, `${as}-${name}`);
        const found = [
          ...(page === english ? await findings(page) : []), // what axe finds does not hang on language or width
          ...(page === phone ? await smallTargets(page) : []),
          ...((await overflow(page)) > 0 ? [`${await overflow(page)} px too wide`] : []),
        ];
        faults.push(...found.map((each) => `${as} ${name}: ${each}`));
      }
    },
  };
};
