import type { Site } from '#shared/host';

const ALWAYS = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
} as const;

/** Nothing but our own style, pictures and forms: no frame, no other site, and no script but ours where files are chosen. */
const policy = (formAction: string | undefined, scripts: string | undefined): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    ...(scripts === undefined ? [] : ["script-src 'self'"]),
    `form-action 'self'${formAction === undefined ? '' : ` ${formAction}`}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

/** The headers of every answer. What the page itself says (a longer cache for the stylesheet) goes before ours. */
export const withHeaders = (site: Site, headers: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const { 'x-form-action': formAction, 'x-scripts': scripts, ...own } = headers;
  return {
    ...ALWAYS,
    'content-security-policy': policy(formAction, scripts),
    ...(site.url.protocol === 'https:' && { 'strict-transport-security': 'max-age=31536000' }),
    ...own,
  };
};
