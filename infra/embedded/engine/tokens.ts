import { createHmac, timingSafeEqual } from 'node:crypto';
import { InvalidToken } from './failure.ts';

/** Which attempt a token answers: `attempt` is the id of its TaskScheduled event. */
export type TokenOf = { execution: number; thread: number; attempt: number };

const signature = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest().subarray(0, 24);

/**
 * Task tokens name their attempt and are signed, so none is stored and none can be guessed.
 *
 * @param key the engine's own key, from its database
 */
export const tokens = (key: Buffer) => ({
  issue: ({ execution, thread, attempt }: TokenOf): string => {
    const text = `${execution}.${thread}.${attempt}`;
    return Buffer.concat([signature(key, text), Buffer.from(text)]).toString('base64url');
  },

  /** @throws {InvalidToken} when it was not issued here */
  read: (token: string): TokenOf => {
    const bytes = Buffer.from(token, 'base64url');
    const text = bytes.subarray(24).toString('latin1');
    const [execution, thread, attempt] = text.split('.').map(Number);
    if (bytes.length < 29 || !timingSafeEqual(bytes.subarray(0, 24), signature(key, text))) {
      throw new InvalidToken("Invalid Token: 'Invalid token'");
    }
    if (execution === undefined || thread === undefined || attempt === undefined)
      throw new InvalidToken('Invalid token');
    return { execution, thread, attempt };
  },
});
export type Tokens = ReturnType<typeof tokens>;
