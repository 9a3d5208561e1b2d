import { defineConfig } from '@playwright/test'

/**
 * The built program, driven as a person would (`e2e`), and the packed one (`package`). Two at a time, as each waits more than it works; each
 * opens a window of its own. What is waited for is a state, and the limits are for a PC that is busy with something else: they cost nothing
 * when all is well.
 */
export default defineConfig({
  globalSetup: './tests/support/build-first.ts',
  projects: [
    { name: 'e2e', testDir: 'tests/e2e' },
    { name: 'package', testDir: 'tests/package' },
  ],
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 600_000,
  expect: { timeout: 30_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/playwright.json' }]],
})
