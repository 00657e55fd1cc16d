import { defineConfig } from 'vitest/config';

/** The quick tests of the verifier, each fast enough to be run once a mutant. */
export default defineConfig({
  test: { include: ['test/audit/verifier*.test.ts', 'test/audit/views.test.ts'], testTimeout: 15_000 },
});
