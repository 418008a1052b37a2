import type { Browser } from './browser.ts';
import type { Page } from './page.ts';

/** The smallest picture there is: one grey pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** Uploads what the page does not list yet. @returns the page that lists all of it */
export const uploadOnce = async (browser: Browser, page: Page, names: readonly string[]): Promise<Page> => {
  let now = page;
  for (const name of names) {
    const file = `${name}.png`;
    const form = now.forms.find(({ multipart }) => multipart);
    if (now.words.includes(file) || !form) continue;
    now = await browser.submit(now, form, { file: new File([PIXEL], file, { type: 'image/png' }) });
  }
  return now;
};
