import { defineConfig } from 'vitest/config'
import EndStuckRun from './scripts/end-stuck-run.mjs'

/** Server tests run on a real PostgreSQL that the global set-up starts; packages are pure and need nothing. */
export default defineConfig({
  test: {
    // Generous: two cores may be shared. Nothing waits for time to pass, only for things to happen.
    testTimeout: 60_000,
    // By default one core is left free; a run of all tests wants them all.
    maxWorkers: '100%',
    reporters: ['default', new EndStuckRun()],
    expect: { poll: { timeout: 15_000, interval: 20 } },
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['apps/server/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/browser/**'],
          globalSetup: ['apps/server/test/global-setup.ts'],
        },
      },
      { extends: true, test: { name: 'packages', include: ['packages/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'] } },
      { extends: true, test: { name: 'web', include: ['apps/web/**/*.test.{ts,tsx}'] } },
    ],
  },
})
