/**
 * Waits until each has ended, well or badly, then throws what the first that failed threw. For work that must not be
 * left half-way: Lambda freezes what still runs when a function answers, and goes on with it beside the next attempt.
 */
export const finished = async (work: readonly Promise<unknown>[]): Promise<void> => {
  const failed = (await Promise.allSettled(work)).find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
};
