import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '#shared/faults';
import { operations } from './operations.ts';
import type { Engine } from '../engine.ts';

const LARGEST_BYTES = 4 * 2 ** 20;

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BYTES) throw new RangeError('The request is too large');
    chunks.push(bytes);
  }
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
};

const reply = (status: number, body: object) => ({ status, text: JSON.stringify(body) });

/**
 * Serves the engine to the AWS CLI and SDKs, in the AWS JSON 1.0 protocol. Signatures are not looked at: it listens
 * on loopback only.
 *
 * @param port 0 for any that is free
 */
export const serveEngine = async (
  engine: Engine,
  port: number,
): Promise<{ url: string; close: () => Promise<void> }> => {
  const known = operations(engine);
  const answer = async (request: IncomingMessage) => {
    const name = String(request.headers['x-amz-target']).replace('AWSStepFunctions.', '');
    const operation = Object.hasOwn(known, name) ? known[name] : undefined;
    // A page in a browser can send no such content type without asking first, and it is never told yes; and a name
    // that only points here is not ours.
    const isJson = request.headers['content-type']?.startsWith('application/x-amz-json-1.0') ?? false;
    const isHere = /^(sync-)?(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '');
    if (!operation || !isJson || !isHere || request.method !== 'POST') {
      return reply(400, { __type: 'UnknownOperationException', message: `Unknown operation: ${name}` });
    }
    try {
      return reply(200, await operation(await bodyOf(request)));
    } catch (error) {
      if (error instanceof Refusal) return reply(error.status, { __type: error.name, message: error.message });
      if (error instanceof SyntaxError) return reply(400, { __type: 'SerializationException', message: error.message });
      return reply(500, { __type: 'InternalServerException', message: String(error) });
    }
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, text }) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${listening}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
