// npm run laws: every test that tries a law on random inputs, on other inputs than `npm test` does.
//   -- --count 10     with so many seeds
//   -- --seed 7       from this one on; today's otherwise
//   -- --only round   only those of tests with this in their path
// What fails is printed with its counterexample, and is kept as an example of the test of that law.
import { globSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runCommand } from './run-command.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string', default: '' },
  },
})
const tries = (file: string) => readFileSync(file, 'utf8').includes("from 'fast-check'")
const files = globSync('test/**/*.test.ts').filter((file) => file.includes(values.only) && tries(file))
if (files.length === 0) {
  console.error(`No test of a law has ${values.only} in its path.`)
  process.exit(1)
}
// The command under way is told by itself; without this the next seed would begin.
let isStopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    isStopped = true
  })
}
const first = Number(values.seed)
const failed: number[] = []
for (let seed = first; seed < first + Number(values.count); seed++) {
  const env = { ...process.env, LAWS_SEED: String(seed) }
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...files]
  const { code, output } = await runCommand(process.execPath, vitest, 'pipe', { env })
  if (isStopped) process.exit(1)
  console.log(`seed ${seed}: ${code === 0 ? 'every law holds' : output}`)
  if (code !== 0) failed.push(seed)
}
if (failed.length > 0) console.log(`Not with the seeds ${failed.join(', ')}.`)
process.exit(failed.length > 0 ? 1 : 0)
