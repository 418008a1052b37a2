import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { SignatureV4 } from '@smithy/signature-v4';

const SECONDS = 60;
const NAME = 'x-amz-meta-name';

/** A form by which a browser puts one object into a bucket, under a policy that fixes key, size and type. */
export const presignedUpload = async (
  client: S3Client,
  Bucket: string,
  Key: string,
  { maxBytes, back, seconds }: { readonly maxBytes: number; readonly back: URL; readonly seconds: number },
): Promise<{ action: string; fields: Record<string, string> }> => {
  const { url, fields } = await createPresignedPost(client, {
    Bucket,
    Key,
    Expires: seconds,
    // Stored as bytes, whatever the browser says it is: nothing that was uploaded is ever served as a page.
    Fields: { 'Content-Type': 'application/octet-stream', success_action_redirect: back.href },
    Conditions: [
      ['content-length-range', 1, maxBytes],
      ['starts-with', `$${NAME}`, ''],
    ],
  });
  // Not among the fields above: those must match to the letter, and S3 puts the name in before it compares.
  return { action: url, fields: { ...fields, [NAME]: '${filename}' } };
};

/**
 * An address that fetches one object of a bucket for a minute, as the type and under the name that are given: S3 says
 * them in place of what it stored.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export const presignedGet = async (
  client: S3Client,
  Bucket: string,
  Key: string,
  { type, disposition }: { readonly type: string; readonly disposition: string },
): Promise<URL> => {
  const { region, credentials, sha256 } = client.config;
  // The SDK works out the address of the bucket, whatever its region and partition.
  const { url } = await createPresignedPost(client, { Bucket, Key, Expires: SECONDS });
  const { protocol, hostname, port, pathname, host } = new URL(url);
  const signer = new SignatureV4({ service: 's3', region, credentials, sha256, uriEscapePath: false });
  const path = `${pathname.replace(/\/$/, '')}/${Key.split('/').map(encodeURIComponent).join('/')}`;
  const { query = {} } = await signer.presign(
    {
      method: 'GET',
      protocol,
      hostname,
      ...(port !== '' && { port: Number(port) }),
      path,
      query: { 'response-content-type': type, 'response-content-disposition': disposition },
      headers: { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
    },
    { expiresIn: SECONDS },
  );
  const address = new URL(path, url);
  // As it was signed: a space is %20 here, and no plus.
  address.search = Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return address;
};
