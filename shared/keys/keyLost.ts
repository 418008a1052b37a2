import { Refusal } from '#shared/faults';

/** The key that wrapped this is not the key that is here. */
export class KeyLost extends Refusal {
  override readonly name = 'KeyLost';
  readonly status = 500;
}

/** What `read` opens, or `erased` in its place once no key opens it: the case remains, the person is gone. */
export const unlessErased = async <T, E>(read: () => Promise<T>, erased: E): Promise<T | E> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof KeyLost) return erased;
    throw error;
  }
};
