import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Two cores: more workers only make the browser and crash tests wait for each other.
    maxWorkers: 2,
    // Files share what they import: 214 s instead of 304, of which a quarter was evaluating the host for each file anew.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { requireAssertions: true },
  },
});
