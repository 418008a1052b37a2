import type { Direct } from '#infra/embedded/front';
import type { Delivered } from './ses.ts';

/** Mail as the players read it: a mail that came twice is one. */
export const postbox = (mails: readonly Delivered[]): Direct => ({
  path: '/_mail/messages',
  answer: (request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    const [since, to] = [Number(searchParams.get('since') ?? 0), searchParams.get('to')];
    const found = mails.filter((mail) => mail.at >= since && (to === null || mail.to === to));
    const once = [...new Map(found.map((mail) => [mail.id, mail])).values()];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(once));
    return Promise.resolve();
  },
});
