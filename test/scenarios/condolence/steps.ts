import { openSignedIn, signIn } from '#test/scenarios/driver/officer';
import type { Sending } from '#test/scenarios/driver/browser';
import type { Form, Page } from '#test/scenarios/driver/page';
import type { World } from '#test/scenarios/driver/world';

/** What people do with the mails of a campaign. Everything goes through pages, links and buttons. */
export const formWith = (page: Page, button: string): Form => {
  const form = page.forms.find(({ buttons }) => buttons.some(({ words }) => words.startsWith(button)));
  if (!form) throw new Error(`${page.url.pathname} has no “${button}”: ${page.words.slice(0, 400)}`);
  return form;
};

export const press = (world: World, email: string, page: Page, button: string, sending: Sending = {}): Promise<Page> =>
  world.browserOf(email).submit(page, formWith(page, button), { ...sending, button });

const opened = new WeakMap<World, Set<string>>();
const MINUTE_MS = 61_000; // what a killed host had not sent yet is found again a minute later
const MOST_TRIES = 20; // what failed for minutes is tried again after as many

/** The link of the task that has come to somebody since they opened the last one. */
const newLink = async (world: World, email: string): Promise<string> => {
  const seen = opened.get(world) ?? new Set();
  opened.set(world, seen);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await world.time.settle();
    const link = await world.postbox.newest(email, '/t/');
    if (link !== undefined && !seen.has(link)) {
      seen.add(link);
      return link;
    }
    await world.time.moveTo(world.time.now() + MINUTE_MS);
  }
  throw new Error(`${email} has no mail with a new task`);
};

/** The newest task of somebody; signed in where it concerns money. */
export const openTask = async (world: World, email: string): Promise<Page> => {
  const link = await newLink(world, email);
  const page = await world.browserOf(email).open(link);
  const asksToSignIn = page.forms.some(({ buttons }) =>
    buttons.some(({ words }) => words.startsWith('把登录链接发到我的邮箱')),
  );
  if (!asksToSignIn) return page;
  await signIn(world, email);
  return world.browserOf(email).open(link);
};

/** Answers an ordinary task: chooses, fills in what is asked for the answer, confirms. */
export const answer = async (
  world: World,
  email: string,
  outcome: string,
  { said = {}, edit }: Pick<Sending, 'said' | 'edit'> = {},
): Promise<void> => {
  const page = await openTask(world, email);
  const words = { 您的意见: outcome, ...said };
  const first = formWith(page, '确认并提交');
  const asks = first.controls.some(({ name }) => name === 'filled');
  const more = edit ? { edit } : {};
  const next = await press(world, email, page, '确认并提交', asks ? { said: words, ...more } : { said: words });
  if (next.forms.some(({ controls }) => controls.some(({ name }) => name === 'filled')))
    await press(world, email, next, '确认并提交', { said: words, ...more });
};

export { openSignedIn };
