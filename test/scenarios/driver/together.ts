/** Something that somebody goes and does. */
export type Errand = () => Promise<void>;

const AT_ONCE = 4;

/**
 * Everybody does what they are there for.
 *
 * A few at once, as people work beside each other; then it is open who is first. Where two plays are compared word by
 * word, `inTurn` makes them one after the other: each begins when all that the one before set going has been done.
 */
export const together = async (errands: readonly Errand[], inTurn?: () => Promise<unknown>): Promise<void> => {
  if (inTurn) {
    for (const errand of errands) {
      await errand();
      await inTurn();
    }
    return;
  }
  const left = errands.values();
  const lane = async () => {
    for (const errand of left) await errand();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
};
