import { defineConfig } from 'vitest/config'
import EndStuckRun from './scripts/end-stuck-run.mjs'
import LongestFirst from './scripts/longest-first.mjs'

/** Node itself imports the TypeScript: nothing transformed, nothing between a module and what it imports. */
const asTheProgramRuns = { viteModuleRunner: false, nodeLoader: false }

/** Server tests run on a real PostgreSQL that the global set-up starts; packages are pure and need nothing. */
export default defineConfig({
  test: {
    // Generous: two cores may be shared. Nothing waits for time to pass, only for things to happen.
    testTimeout: 120_000,
    // By default one core is left free; a run of all tests wants them all.
    maxWorkers: '100%',
    reporters: ['default', new EndStuckRun()],
    expect: { poll: { timeout: 60_000, interval: 20 } },
    hookTimeout: 120_000,
    // The files of a project follow each other in the same processes: importing the application costs a second or two, and
    // the tests of a file often less. What a module remembers is therefore seen by the next file too.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['apps/server/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/browser/**'],
          globalSetup: ['apps/server/test/global-setup.ts'],
          setupFiles: ['apps/server/test/clean-up.ts'],
          experimental: asTheProgramRuns,
        },
      },
      {
        extends: true,
        test: {
          name: 'packages',
          include: ['packages/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}', 'bench/**/*.test.ts'],
          experimental: asTheProgramRuns,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['apps/web/e2e/**/*.test.ts'],
          globalSetup: ['apps/web/e2e/global-setup.ts'],
          experimental: asTheProgramRuns,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: ['apps/web/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', 'apps/web/e2e/**'],
        },
      },
    ],
  },
})
