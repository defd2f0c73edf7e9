import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

// Tests that need no database run beside those that do; a folder not named here gets the database.
const withoutDatabase = ['domain', 'contract', 'architecture', 'simulator', 'extensions', 'demo'].map(
  (area) => `test/${area}/**/*.test.ts`,
)
const dashboard = ['test/frontend/**/*.test.{ts,tsx}']

const everywhere = { setupFiles: ['test/support/quiet.ts'], restoreMocks: true, unstubGlobals: true, unstubEnvs: true }

export default defineConfig({
  test: {
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    // Journeys mostly wait for the processes that they start, so every core may have a file of its own.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { ...everywhere, name: 'rules', include: withoutDatabase } },
      { extends: true, test: { ...everywhere, name: 'dashboard', include: dashboard, environment: 'jsdom' } },
      {
        extends: true,
        test: {
          ...everywhere,
          name: 'shop',
          include: ['test/**/*.test.ts'],
          exclude: [...withoutDatabase, ...dashboard],
          globalSetup: ['test/support/database.ts'],
        },
      },
    ],
  },
})
