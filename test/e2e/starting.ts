import { spawn } from 'node:child_process';
import { expect } from 'vitest';
import { freePort } from '#test/freePort';

/** What an operator can meet at the start: each stops with one sentence that says what to do, and changes nothing. */
export const start = async (
  settings: Readonly<Record<string, string>>,
): Promise<{ code: number | null; said: string }> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'infra/embedded/main.ts'], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(await freePort()), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  const code = await new Promise<number | null>((resolve) => {
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
    child.once('exit', (status) => {
      clearTimeout(late);
      resolve(status);
    });
  });
  return { code, said: said.trim() };
};

export const oneSentence = ({ code, said }: { code: number | null; said: string }, words: RegExp): void => {
  expect(said).toMatch(words);
  expect(said.split('\n')).toHaveLength(1);
  expect(said).not.toMatch(/\bat \S+:\d+|Error:/);
  expect(code).toBe(1);
};
