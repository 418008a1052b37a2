import type { Browser } from './browser.ts';
import type { Said } from './fill.ts';
import type { Form, Page } from './page.ts';
import type { World as Whole } from './world.ts';

/** As much of the world as an officer needs. */
type World = Pick<Whole, 'postbox' | 'time' | 'browserOf'>;

/** What an officer does with a mail: opens its link, signs in where money is decided, answers. */
const DECIDE = '确认并提交';
const SIGN_IN = '把登录链接发给我';
const MAIL_ME = '把登录链接发到我的邮箱';
const APART_MS = 60_000; // a second link is mailed half a minute after the first one
const MOST_TRIES = 6;

const formWith = (page: Page, button: string): Form | undefined =>
  page.forms.find(({ buttons }) => buttons.some(({ words }) => words.startsWith(button)));

const signingIn = new Map<Browser, Promise<void>>();

/** Signs in by mail; of several who need it for the same person at once, one does it for all. */
export const signIn = (world: World, email: string): Promise<void> => {
  const browser = world.browserOf(email);
  const running = signingIn.get(browser) ?? start(world, email).finally(() => signingIn.delete(browser));
  signingIn.set(browser, running);
  return running;
};

const start = async ({ postbox, time, browserOf }: World, email: string): Promise<void> => {
  const browser = browserOf(email);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const page = await browser.open('sign-in');
    const form = formWith(page, SIGN_IN);
    if (!form) throw new Error('Nowhere to sign in');
    const before = await postbox.newest(email, '/sign-in/');
    await browser.submit(page, form, { said: { 在本会登记的邮箱: email } });
    const arrived = async () => {
      await time.settle();
      const link = await postbox.newest(email, '/sign-in/');
      return link === before ? undefined : link;
    };
    const later = () => time.moveTo(time.now() + APART_MS); // mail takes its time
    const link = (await arrived()) ?? (await later().then(arrived));
    if (link !== undefined) {
      const shown = await browser.open(link);
      const button = formWith(shown, '登录');
      if (button && (await browser.submit(shown, button)).status < 400) return;
    }
    await time.moveTo(time.now() + APART_MS);
  }
  throw new Error(`${email} cannot sign in`);
};

/** Opens a page of the console, signed in. */
export const openSignedIn = async (world: World, email: string, path: string): Promise<Page> => {
  const page = await world.browserOf(email).open(path);
  if (page.url.pathname !== '/sign-in') return page;
  await signIn(world, email);
  return world.browserOf(email).open(path);
};

/** Answers the task behind a link; does nothing where it has been answered. */
export const decide = async (
  world: World,
  {
    email,
    link,
    answer,
    said,
    must,
  }: { email: string; link: string; answer: string; said: Said; must: readonly string[] },
): Promise<void> => {
  const browser = world.browserOf(email);
  let page = await browser.open(link);
  if (formWith(page, MAIL_ME)) {
    await signIn(world, email);
    page = await browser.open(link);
  }
  const first = formWith(page, DECIDE);
  if (!first) {
    if (page.heading === '已收到您的决定' || page.status === 410) return;
    throw new Error(`${email} cannot decide: ${page.words.slice(0, 300)}`);
  }
  const words: Said = { 您的意见: answer, ...said };
  const chooses = first.controls.some(({ name, kind }) => name === 'outcome' && kind === 'radio');
  const next = await browser.submit(page, first, { said: words, button: DECIDE });
  const second = formWith(next, DECIDE);
  if (!second) return;
  if (!chooses) throw new Error(`${email} gets the same page again: ${next.words.slice(0, 300)}`);
  await browser.submit(next, second, { said: words, must, button: DECIDE });
};

const MOST_LOOKS = 10;

/**
 * Opens a list that should show something. A list may lag behind what has just happened: who misses it there looks again.
 *
 * @returns the list as it was at last, with it or without
 */
export const openShowing = async (
  world: World,
  email: string,
  path: string,
  shows: (page: Page) => boolean,
): Promise<Page> => {
  let page = await openSignedIn(world, email, path);
  for (let looks = 1; looks < MOST_LOOKS && !shows(page); looks += 1) page = await world.browserOf(email).open(path);
  return page;
};
