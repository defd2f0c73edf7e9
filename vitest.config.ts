import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

// Tests that need no database run beside those that do; a folder not named here gets the database.
const withoutDatabase = [
  '*/rules',
  'platform/values',
  'platform/contract',
  'architecture',
  'simulator',
  'extensions',
  'demo',
].map((area) => `test/${area}/**/*.test.ts`)
const dashboard = ['test/frontend/**/*.test.{ts,tsx}']

// One process for many files: starting it and loading the app again takes longer than most of them. Nothing of the app
// is kept outside of what a file itself starts and stops. What is drawn in a browser's stead is, so the dashboard's are apart.
const shared = { isolate: false }

const quiet = 'test/support/quiet.ts'
const setupFiles = [quiet, 'test/support/same-seed.ts']
const everywhere = { setupFiles, restoreMocks: true, unstubGlobals: true, unstubEnvs: true }

export default defineConfig({
  test: {
    allowOnly: false,
    passWithNoTests: false,
    // Against what never ends, not against a slow machine: the same test takes three times as long on one as on another.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    teardownTimeout: 30_000,
    // Files that drive a shop mostly wait for it, so there is one more of them under way than there are cores.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { ...everywhere, ...shared, name: 'rules', include: withoutDatabase } },
      {
        extends: true,
        test: { ...everywhere, setupFiles: [quiet], name: 'dashboard', include: dashboard, environment: 'jsdom' },
      },
      {
        extends: true,
        test: {
          ...everywhere,
          ...shared,
          name: 'shop',
          setupFiles: [...setupFiles, 'test/support/database/record-statements.ts'],
          include: ['test/**/*.test.ts'],
          exclude: [...withoutDatabase, ...dashboard],
          globalSetup: ['test/support/database/database.ts'],
        },
      },
    ],
  },
})
