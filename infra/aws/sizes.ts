/** What the kinds of functions are given: seconds at most, and memory, which is also their share of a processor. */
export const SIZES = {
  pages: { seconds: 28, megabytes: 1_024 },
  step: { seconds: 60, megabytes: 512 },
  background: { seconds: 120, megabytes: 512 },
} as const;
