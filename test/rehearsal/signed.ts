import { createHash, createHmac } from 'node:crypto';
import type { Emulator } from './ministack.ts';

/** Calls of the harness to services whose SDK client is no dependency of this project (Signature Version 4 by hand). */
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

type Asked = { readonly service: string; readonly path: string; readonly target?: string; readonly body: object };

const call = async (
  { config }: Pick<Emulator, 'config'>,
  { service, path, target, body }: Asked,
): Promise<Response> => {
  const { endpoint, region, credentials } = config;
  const url = new URL(path, endpoint);
  const text = JSON.stringify(body);
  const at = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const scope = [at.slice(0, 8), region, service, 'aws4_request'];
  const request = `POST\n${url.pathname}\n\nhost:${url.host}\nx-amz-date:${at}\n\nhost;x-amz-date\n${hash(text)}`;
  const key = scope.reduce<string | Buffer>((before, part) => hmac(before, part), `AWS4${credentials.secretAccessKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', at, scope.join('/'), hash(request)].join('\n')).toString('hex');
  const credential = `Credential=${credentials.accessKeyId}/${scope.join('/')}`;
  const response = await fetch(url, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-date': at,
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
      ...(target !== undefined && { 'x-amz-target': target }),
    },
  });
  if (!response.ok) throw new Error(`${target ?? path}: ${response.status} ${await response.text()}`);
  return response;
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const invoke = async (emulator: Pick<Emulator, 'config'>, name: string, event: object): Promise<void> => {
  const path = `/2015-03-31/functions/${name}/invocations`;
  const response = await call(emulator, { service: 'lambda', path, body: event });
  const answer = await response.text();
  if (response.headers.has('x-amz-function-error')) throw new Error(`${name} failed: ${answer}`);
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const putParameter = async (emulator: Pick<Emulator, 'config'>, Name: string, Value: string): Promise<void> => {
  const body = { Name, Value, Type: 'String' };
  await call(emulator, { service: 'ssm', path: '/', target: 'AmazonSSM.PutParameter', body });
};
