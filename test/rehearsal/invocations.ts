import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from './ministack.ts';

/** How often functions have begun, or have ended: inside.ts writes a dot for each into a file of the function's. */
export const invocations = (
  { folder }: Pick<Emulator, 'folder'>,
  kind: 'begun' | 'ended',
  of: (name: string) => boolean = () => true,
): number => {
  const place = join(folder, kind);
  return readdirSync(place).reduce((sum, name) => sum + (of(name) ? statSync(join(place, name)).size : 0), 0);
};

/** How many waiting executions the emulator has been given the answer of; a token that was answered twice is one. */
export const signals = ({ folder }: Pick<Emulator, 'folder'>): number => {
  const place = join(folder, 'signals');
  const tokens = readdirSync(place).flatMap((name) => readFileSync(join(place, name), 'utf8').trimEnd().split('\n'));
  return new Set(tokens).size;
};
