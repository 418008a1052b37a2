import { type Finding, finding } from './finding.ts';

const TIMEOUT_MS = 10_000;
const STYLESHEET = /<link rel="stylesheet" href="([^"]+)"/;

const why = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
};

const get = async (url: URL) => {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
};

/**
 * There and back: the first page at this address is ours, what it links to is at this address too, and is there.
 * A proxy that loses the path, or a deployment that believes it is elsewhere, sends links that open nothing.
 */
export const addressFindings = async (given: URL): Promise<Finding[]> => {
  const url = new URL(given);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  const about = `address ${url.href}`;
  try {
    const first = await get(url);
    const href = STYLESHEET.exec(first.text)?.[1];
    if (first.status !== 200 || href === undefined) {
      const elsewhere = first.status >= 300 && first.status < 400 ? ', which leads elsewhere' : '';
      const todo = `it answers ${first.status}${elsewhere}, and not with our first page: check name, path and proxy, and that the stack was deployed with this -c domain`;
      return [{ about, todo }];
    }
    const style = new URL(href, url);
    const isHere = new URL('..', style).href === url.href; // it lies in a folder at the top of every deployment
    const links = finding(
      `links under ${url.href}`,
      isHere,
      `pages believe that they are elsewhere (${style.href}): deploy with the address that people open`,
    );
    if (!isHere) return [{ about }, links];
    const { status, type } = await get(style);
    const arrives = status === 200 && type.startsWith('text/css');
    return [
      { about },
      finding(`links under ${url.href}`, arrives, `${style.href} answers ${status}: the proxy loses the path`),
    ];
  } catch (error) {
    const todo = `no answer (${why(error)}): make the CNAME to the output domainTarget, and the record that the certificate waits for`;
    return [{ about, todo }];
  }
};
