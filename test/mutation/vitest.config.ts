import { defineConfig } from 'vitest/config';

/** The tests of the reading's tables and units: what a mutant of the reading has to get past. */
export default defineConfig({
  test: {
    include: [
      'test/core/reading/tables.test.ts',
      'test/core/reading/stages-in-letters.test.ts',
      'test/core/reading/stages-of-the-past.test.ts',
      'test/core/reading/units.test.ts',
      'test/core/reading/verdicts.test.ts',
      'test/core/reading/treatment-states.test.ts',
    ],
    exclude: ['node_modules/**', '.stryker-tmp/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
