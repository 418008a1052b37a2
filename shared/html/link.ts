import type { Site } from '#shared/host';

/**
 * The only makers of links. `site.url` may have a path (`https://union.example/nuanliu`), which the reader's browser
 * must see in front of every path and the routes never do.
 */
export const basePath = (site: Pick<Site, 'url'>): string => site.url.pathname.replace(/\/+$/, '');

/** A link within the pages: `link(site, '/apply')`. */
export const link = (site: Pick<Site, 'url'>, to: `/${string}`): string => `${basePath(site)}${to}`;

/** A whole address, for mails. */
export const address = (site: Pick<Site, 'url'>, to: `/${string}`): string => `${site.url.origin}${link(site, to)}`;
