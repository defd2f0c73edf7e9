// A vitest that stays: it is told of a change and of tests, runs these with that, and answers whether they pass. To start one
// anew for every change would take longer than most tests of rules.
import { join, relative } from 'node:path'
import { createVitest, type TestSpecification } from 'vitest/node'
import { type Mutation, mutated } from './mutations.ts'

/** The tests are run in this order, until one fails. */
export type Trial = { readonly mutation: Mutation | null; readonly tests: readonly string[] }
/** How long each file took, so that the quickest can be asked first. */
export type Outcome = { readonly passed: boolean; readonly tookMs: Readonly<Record<string, number>> }

/**
 * Of the thousands of random cases of a law a tenth are tried: they would take most of the time. What is noticed by fewer is
 * noticed by all of them.
 */
function changed(code: string, file: string): string | null {
  if (file === mutation?.file) return mutated(code, mutation)
  if (!file.startsWith('test/')) return null
  return code.replace(/\bnumRuns: ([\d_]+)/g, (_, runs) => `numRuns: ${Number(runs.replaceAll('_', '')) / 10}`)
}

class AsTold {
  sort(files: TestSpecification[]) {
    return files
  }
  shard(files: TestSpecification[]) {
    return files
  }
}

const root = join(import.meta.dirname, '../..')
let mutation: Mutation | null = null
let passed = false

function onTestRunEnd(_modules: unknown, _errors: unknown, reason: string) {
  passed = reason === 'passed'
}

const vitest = await createVitest(
  'test',
  {
    root,
    project: ['rules'],
    watch: false,
    bail: 1,
    maxWorkers: 1,
    // What never ends is ended with this process; a process of its own would go on.
    pool: 'threads',
    fsModuleCache: false,
    sequence: { sequencer: AsTold },
    reporters: [{ onTestRunEnd }],
  },
  {
    plugins: [
      {
        name: 'mutation',
        enforce: 'pre',
        transform: (code, id) => changed(code, relative(root, id)),
      },
    ],
  },
)

process.on('message', async (trial: Trial) => {
  const before = mutation
  mutation = trial.mutation
  for (const one of [before, mutation]) if (one !== null) vitest.invalidateFile(join(root, one.file))
  const [project] = vitest.projects
  if (project === undefined) throw new Error('vitest has no project of rules')
  const { testModules } = await vitest.runTestSpecifications(
    trial.tests.map((test) => project.createSpecification(test)),
  )
  const tookMs = Object.fromEntries(testModules.map((one) => [one.moduleId, one.diagnostic().duration]))
  process.send?.({ passed, tookMs } satisfies Outcome)
})
process.send?.('ready')
