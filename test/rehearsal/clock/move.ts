import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The clock of a rehearsal, as whoever plays it holds it. Its offset is what a symbolic link points to: replaced as a
 * whole, and read by one call, which the emulator makes many times for each request.
 */
export type MovableClock = {
  /** To an instant that lies ahead, in milliseconds since 1970; from there it goes on at its ordinary pace. */
  moveTo(at: number): void;
  /** To where a scenario begins: the one time that it goes back. */
  begin(at: number): void;
};

export const movableClock = (folder: string): MovableClock => {
  const file = join(folder, 'offset');
  let offset = 0;
  const by = (ms: number) => {
    offset += Math.ceil(ms);
    symlinkSync(String(offset), `${file}.new`);
    renameSync(`${file}.new`, file); // whoever looks meanwhile sees the old offset, never half of one
  };
  by(0);
  return {
    moveTo: (at) => {
      if (at > Date.now()) by(at - Date.now());
    },
    begin: (at) => by(at - Date.now()),
  };
};
