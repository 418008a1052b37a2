import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { browserPath } from '#test/browserPath';

/**
 * A real browser for the tests in this folder. Where there is none they are skipped, and say so. With SCREENSHOTS set
 * to a folder every page that is looked at is also kept there as a picture.
 */
const executablePath = browserPath();
export const missing = executablePath === undefined;
if (missing) console.warn('Skipped: tests in a browser. No Chromium here; install it, or set CHROMIUM_PATH.');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = process.env['SCREENSHOTS'];
if (folder) mkdirSync(folder, { recursive: true });

export const WIDTHS = [360, 1280] as const;

/** Our pages must work without scripts, so they get none; axe itself needs some and gets a page of its own. */
export const openBrowser = async () => {
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  return {
    newPage: async (width: number, more: { javaScript?: boolean | 'ours'; locale?: string } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        locale: more.locale ?? 'zh-CN',
        javaScriptEnabled: more.javaScript !== undefined && more.javaScript !== false,
        bypassCSP: more.javaScript === true, // `ours`: what the policy of the page lets run, and nothing else
      });
      return context.newPage();
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
};
export type OpenBrowser = Awaited<ReturnType<typeof openBrowser>>;

export const picture = async (page: Page, name: string): Promise<void> => {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

/** Serious and critical findings of axe, WCAG 2.2 AA, as `rule: element`. */
export const findings = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(`axe.run(document, {
    resultTypes: ['violations'], // of what passes it would tell every element
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`);
  return Array.isArray(found) ? found.map(String) : ['axe did not answer'];
};

/** How far the page is wider than its window: 0 unless something sticks out. */
export const overflow = async (page: Page): Promise<number> =>
  Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));

/** What can be touched and is lower than 44 pixels; links within a sentence are exempt (WCAG 2.5.8). */
export const smallTargets = async (page: Page): Promise<string[]> => {
  const touched = 'button, input:not([type=hidden]), select, textarea, .go, .plain, nav a, summary';
  const found: unknown = await page.evaluate(`[...document.querySelectorAll('${touched}')].filter((each) => {
    const { width, height } = (each.closest('label.choice, label.pick') ?? each).getBoundingClientRect();
    return height > 0 && (height < 43.5 || width < 24);
  }).map((each) => each.outerHTML.slice(0, 120))`);
  return Array.isArray(found) ? found.map(String) : ['not measured'];
};
