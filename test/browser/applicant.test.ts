import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded } from '#test/fakes';
import { ANSWERS, browse, fillIn } from '#test/e2e/applicant';
import {
  findings,
  missing,
  type OpenBrowser,
  openBrowser,
  overflow,
  picture,
  smallTargets,
  WIDTHS,
} from './browser.ts';

/** A picture of 2,600 × 1,900 that does not compress well, as a photo does not. */
const NOISE = `new Promise((resolve) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2600, height: 1900 });
  const paper = canvas.getContext('2d');
  const image = paper.createImageData(2600, 1900);
  let seed = 1;
  for (let i = 0; i < image.data.length; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    image.data[i] = i % 4 === 3 ? 255 : 128 + (seed % 64);
  }
  paper.putImageData(image, 0, 0);
  canvas.toBlob((blob) => blob.arrayBuffer().then((bytes) => {
    let text = '';
    for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
    resolve(btoa(text));
  }), 'image/jpeg', 0.95);
})`;

/** Types and chooses what a page asks, then presses its button. */
const answer = async (page: Page, form: Readonly<Record<string, string | readonly string[]>>): Promise<void> => {
  for (const [name, value] of Object.entries(form)) {
    const control = page.locator(`[name="${name}"]`).first();
    const type = await control.getAttribute('type');
    if (type === 'radio' || type === 'checkbox') {
      for (const each of [value].flat()) await page.check(`[name="${name}"][value="${each}"]`);
    } else await control.fill(String(value));
  }
  await page.click('button.go');
};

/** Presses Tab until the control has the focus, as somebody without a mouse does. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.locator(selector).evaluate((each) => each.ownerDocument.activeElement === each)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No way to ${selector} by keyboard`);
};

describe.skipIf(missing)('an applicant with a browser', { timeout: 120_000 }, () => {
  let browser: OpenBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  it('applies on a small phone without scripts', async () => {
    await using site = await startEmbedded();
    const page = await browser.newPage(360);
    await page.goto(site.url.href);
    await page.click('a.go');
    for (const [slug, form] of Object.entries(ANSWERS)) {
      expect(new URL(page.url()).pathname).toBe(`/apply/${slug}`);
      await answer(page, form);
    }
    await page.click('button.go');
    expect(await page.textContent('h1')).toBe('申请已提交');
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/status');
    await site.idle();
  });

  it('is led from the summary of errors to each field', async () => {
    await using site = await startEmbedded();
    const page = await browser.newPage(360);
    await page.goto(new URL('apply', site.url).href);
    await answer(page, ANSWERS['consent'] ?? {});
    await page.click('button.go');
    expect(await page.title()).toMatch(/^错误：/);
    expect(await page.locator('.summary').evaluate((each) => each.ownerDocument.activeElement === each)).toBe(true);
    for (const link of await page.locator('.summary a').all()) {
      const words = await link.textContent();
      const target = await link.getAttribute('href');
      expect(await page.locator(`${target}-error`).textContent()).toBe(words);
      await link.click();
      expect(await page.locator(`${target}`).evaluate((each) => each.ownerDocument.activeElement === each)).toBe(true);
    }
  });

  it('needs no mouse', async () => {
    await using site = await startEmbedded();
    const page = await browser.newPage(1280);
    await page.goto(site.url.href);
    await tabTo(page, '.skip');
    await tabTo(page, 'a.go');
    await page.keyboard.press('Enter');
    await tabTo(page, '#consent');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/apply/name');
    for (const name of ['name', 'idNumber']) {
      await tabTo(page, `#${name}`);
      await page.keyboard.type(String(ANSWERS['name']?.[name]));
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/apply/contact');
    await page.goto(new URL('apply/health', site.url).href);
    await tabTo(page, '#healthStatus');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'button.go');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/apply/union');
    expect(new URL(page.url()).pathname).toBe('/apply/union');
  });

  it('uploads a photo and sees it listed', async () => {
    await using site = await startEmbedded();
    const page = await browser.newPage(360);
    await page.goto(new URL('apply', site.url).href);
    await answer(page, ANSWERS['consent'] ?? {});
    await page.goto(new URL('apply/identity-files', site.url).href);
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await page.setInputFiles('#file', { name: '身份证.png', mimeType: 'image/png', buffer: png });
    await page.click('button.plain');
    expect(await page.textContent('.uploads')).toMatch(/身份证\.png.*已收到/s);
    await page.setInputFiles('#file', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('MZ no picture') });
    await page.click('button.plain');
    expect(await page.textContent('.uploads')).toContain('不能使用');
    await picture(page, 'uploads-360');
    await page.click('.uploads li:nth-child(2) button');
    expect(await page.locator('.uploads li').count()).toBe(1);
  });

  it('sends a large photo smaller where scripts run, and as it is where they do not', async () => {
    await using site = await startEmbedded();
    const painter = await browser.newPage(360, { javaScript: true });
    const photo = Buffer.from(String(await painter.evaluate(NOISE)), 'base64');
    expect(photo.length).toBeGreaterThan(1_500_000);
    const sizes: number[] = [];
    for (const javaScript of ['ours', false] as const) {
      const page = await browser.newPage(360, { javaScript });
      const wrong: string[] = [];
      page.on('console', (said) => said.type() === 'error' && wrong.push(said.text()));
      await page.goto(new URL('apply', site.url).href);
      await answer(page, ANSWERS['consent'] ?? {});
      await page.goto(new URL('apply/identity-files', site.url).href);
      await page.setInputFiles('#file', { name: '身份证.jpeg', mimeType: 'image/jpeg', buffer: photo });
      await page.click('button.plain:enabled');
      expect(await page.textContent('.uploads')).toMatch(/身份证\.jpe?g.*已收到/s);
      const key = (await page.getAttribute('[name=remove]', 'value')) ?? '';
      const stored = await site.host.files.stat(key);
      expect(stored?.type).toBe('image/jpeg');
      sizes.push(stored?.bytes ?? 0);
      expect(wrong).toEqual([]);
    }
    expect(sizes[1]).toBe(photo.length);
    expect(sizes[0]).toBeLessThan(photo.length * 0.8);
  });

  it.each(WIDTHS)('finds every page accessible and whole at %i pixels', async (width) => {
    await using site = await startEmbedded();
    const robot = browse(site.url);
    await fillIn(robot);
    const page = await browser.newPage(width, { javaScript: true });
    const session = { name: 'application', value: robot.jar.get('application') ?? '', url: site.url.href };
    const faults: string[] = [];
    const look = async (path: string): Promise<void> => {
      await page.goto(new URL(path, site.url).href);
      await picture(page, `${path.replaceAll(/[^a-z]+/g, '-').replace(/^-/, '') || 'start'}-${width}`);
      const axe = width === WIDTHS[0] ? await findings(page) : []; // what it finds does not hang on the width
      const found = [...axe, ...(await smallTargets(page)), `${await overflow(page)} px too wide`];
      faults.push(...found.filter((each) => each !== '0 px too wide').map((each) => `${path}: ${each}`));
    };
    for (const path of ['/', '/return', '/apply/consent', '/nothing']) await look(path);
    await page.context().addCookies([session]);
    for (const slug of [...Object.keys(ANSWERS), 'members/new', 'expenses/new', 'check', 'saved'])
      await look(`/apply/${slug}`);
    await page.goto(new URL('/?lang=en', site.url).href);
    for (const slug of [...Object.keys(ANSWERS), 'members/new', 'check', 'saved']) {
      await page.goto(new URL(`/apply/${slug}`, site.url).href);
      if ((await overflow(page)) > 0) faults.push(`/apply/${slug} in English is too wide`);
      await picture(page, `${slug.replace('/', '-')}-en-${width}`);
    }
    await page.click('a[hreflang="zh-CN"]');
    await robot.post('/apply/submit');
    await site.idle();
    for (const path of ['/apply/done', '/status', '/status/withdraw', '/apply/name']) await look(path);
    expect(faults).toEqual([]);
  });

  it('would notice an inaccessible page', async () => {
    const page = await browser.newPage(360, { javaScript: true });
    await page.setContent('<html lang="xx"><body><input><p style="width:900px;color:#aaa">a</p><button>x</button>');
    expect(await findings(page)).not.toEqual([]);
    expect(await smallTargets(page)).not.toEqual([]);
    expect(await overflow(page)).toBeGreaterThan(0);
  });
});
