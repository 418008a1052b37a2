import { vi } from 'vitest';
import type { Letters } from '#shared/mail/letter';
import { sharedLetters } from '#shared/mail/letters';
import { pipelines } from '#workflows/index';

/**
 * Listens to letters as they are written in plays: which facts each asks for, and whether any play gave them. Letters
 * that are shared ask for what some of their pipelines have.
 */
export const listenToLetters = () => {
  const given = new Map<string, boolean>();
  const listen = (letters: Letters, nameOf: (letter: string) => string) => {
    for (const [name, write] of Object.entries(letters))
      vi.spyOn(letters, name).mockImplementation((view) => {
        const facts = new Proxy(view.facts, {
          get: (all, fact) => {
            const asked = `${nameOf(name)}: ${String(fact)}`;
            given.set(asked, given.get(asked) === true || Reflect.has(all, fact));
            return Reflect.get(all, fact);
          },
        });
        return write({ ...view, facts });
      });
  };
  listen(sharedLetters, () => 'shared');
  for (const { name, letters } of Object.values(pipelines)) listen(letters, (letter) => `${name} ${letter}`);
  return given;
};
