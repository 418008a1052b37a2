import { Readable } from 'node:stream';
import type { Direct } from '#infra/embedded/front';
import { encodedWords } from '#shared/aws/mime';
import { type Answering, type Reply, xml } from './wire.ts';

/** Where browsers post to, on the same server as the pages: S3 has an address of its own. */
export const BUCKET = 'files';
export const S3_PATH = '/_s3';

type Stored = { readonly body: Uint8Array; readonly name?: string };

/**
 * S3 with one bucket, as the files port uses it, and the form that a browser posts: by the right of the role that signed
 * it, which `posted` is told of.
 */
export const localS3 = (posted: (role: string) => void): { answer: Answering; upload: Direct } => {
  const objects = new Map<string, Stored>();
  const keyOf = (path: string) => decodeURIComponent(path.slice(`${S3_PATH}/${BUCKET}/`.length));
  const get = (key: string): Reply => {
    const found = objects.get(key);
    if (!found) return xml(404, '<Error><Code>NoSuchKey</Code></Error>');
    const name =
      found.name === undefined ? {} : { 'x-amz-meta-name': encodedWords(found.name).replaceAll('\r\n ', ' ') };
    return { status: 200, headers: { 'content-type': 'application/octet-stream', ...name }, body: found.body };
  };
  return {
    answer: ({ operation, path, source = '', prefix = '', body }) => {
      if (operation === 'ListObjectsV2') {
        const keys = [...objects.keys()].filter((each) => each.startsWith(prefix));
        return xml(
          200,
          `<ListBucketResult>${keys.map((each) => `<Contents><Key>${each}</Key></Contents>`).join('')}</ListBucketResult>`,
        );
      }
      const key = keyOf(path);
      if (operation === 'GetObject') return get(key);
      if (operation === 'CopyObject') {
        const from = objects.get(decodeURIComponent(source).slice(`${BUCKET}/`.length));
        if (!from) return xml(404, '<Error><Code>NoSuchKey</Code></Error>');
        objects.set(key, from);
        return xml(200, '<CopyObjectResult><ETag>"copied"</ETag></CopyObjectResult>');
      }
      if (operation === 'PutObject') objects.set(key, { body });
      else objects.delete(key);
      return { status: operation === 'PutObject' ? 200 : 204, headers: {}, body: '' };
    },
    upload: {
      path: `${S3_PATH}/${BUCKET}`,
      answer: async (request, response) => {
        const headers = new Headers({ 'content-type': request.headers['content-type'] ?? '' });
        const form = await new Response(Readable.toWeb(request), { headers }).formData();
        const file = form.get('file');
        if (!(file instanceof File)) throw new TypeError('A form without a file');
        objects.set(String(form.get('key')), { body: await file.bytes(), name: file.name });
        posted(String(form.get('X-Amz-Credential')).split('/')[0] ?? '');
        response.writeHead(303, { location: String(form.get('success_action_redirect')) }).end();
      },
    },
  };
};
