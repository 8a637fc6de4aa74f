import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/own-caches.ts'],
    // Commands are tried as child processes and the house check parses the whole of src: both are slow on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
