import type { Embedded } from './host.ts';

/** A sign-in link for the first admin, so that a fresh installation can be entered from its own console. */
export const firstSignIn = async ({ host }: Embedded): Promise<string> => new URL('sign-in', host.site.url).href;
