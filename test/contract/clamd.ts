import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clamd } from '#infra/embedded/scanner';

/** The file that every scanner takes for a virus by agreement, in two parts so that none takes this source for one. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('-'),
);

export type Clamd = AsyncDisposable & { readonly address: string };

const chunksOf = (said: Buffer): { body: Buffer; done: boolean } => {
  const parts: Buffer[] = [];
  for (let at = 'zINSTREAM\0'.length; at + 4 <= said.length;) {
    const length = said.readUInt32BE(at);
    if (length === 0) return { body: Buffer.concat(parts), done: true };
    if (at + 4 + length > said.length) break;
    parts.push(said.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { body: Buffer.alloc(0), done: false };
};

/** A server of the INSTREAM protocol that knows one virus. `answer` replaces what it says. */
export const protocolServer = async (answer?: string): Promise<Clamd> => {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    let said = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      said = Buffer.concat([said, data]);
      const { body, done } = chunksOf(said);
      if (!done) return;
      const verdict = body.includes(EICAR) ? 'Eicar-Test-Signature FOUND' : 'OK';
      socket.end(`${answer ?? `stream: ${verdict}`}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    address: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const START_MS = 20_000;

/** ClamAV's own daemon with one signature, where it is installed. @returns the reason when it is not */
export const realClamd = async (): Promise<Clamd | string> => {
  const program = process.env['CLAMD'] ?? 'clamd';
  if (spawnSync(program, ['--help']).status !== 0) return 'clamd is not on PATH (Debian: clamav-daemon)';
  const folder = mkdtempSync(join(tmpdir(), 'nuanliu-clamd-'));
  const path = join(folder, 'clamd.sock');
  const md5 = createHash('md5').update(EICAR).digest('hex');
  writeFileSync(join(folder, 'eicar.hdb'), `${md5}:${EICAR.length}:Eicar-Test-Signature\n`);
  writeFileSync(
    join(folder, 'clamd.conf'),
    `DatabaseDirectory ${folder}\nLocalSocket ${path}\nForeground yes\nLogFile ${join(folder, 'log')}\n`,
  );
  const child = spawn(program, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  let minute = 0;
  const scanner = clamd({ path }, () => (minute += 60_000)); // asks at once again
  const until = Date.now() + START_MS;
  const stop = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  while ((await scanner.scan(Buffer.from('ready?'))) === undefined) {
    if (Date.now() > until || child.exitCode !== null) {
      stop();
      return 'clamd did not start';
    }
    await sleep(200);
  }
  return { address: path, [Symbol.asyncDispose]: () => Promise.resolve(stop()) };
};
