// npm run mutate: changes one operator, bound or constant of the rules at a time, and sees whether the tests of the room notice.
//   -- --room planning   the rules of one room; all of them without it
//   -- --count 100       so many of each room, drawn by chance; all without it
//   -- --seed 2          other ones
// Prints what nobody noticed, and a table. What cannot be noticed, because it comes to the same, counts as not noticed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Mutation, mutationsOf } from './mutation/mutations.ts'
import { relatedTests } from './mutation/related-tests.ts'

const { values } = parseArgs({
  options: { room: { type: 'string' }, count: { type: 'string' }, seed: { type: 'string', default: '1' } },
})
const sideBySide = 2
/** What ends only after this never ends: a bound that holds no more. */
const endlessMs = 120_000
const root = join(import.meta.dirname, '..')

const rooms = globSync('web/*/rules', { cwd: root })
  .map((folder) => folder.split('/')[1] ?? '')
  .filter((room) => room === (values.room ?? room))
  .sort()
if (rooms.length === 0) throw new Error(`no room is called ${values.room}`)

const table: { room: string; changed: number; noticed: number }[] = []
for (const room of rooms) {
  const tests = globSync(`test/${room}/rules/**/*.test.ts`, { cwd: root }).map((path) => join(root, path))
  if (!(await pass(tests, null))) throw new Error(`the tests of ${room} fail as they are`)
  const drawn = draw(globSync(`web/${room}/rules/**/*.ts`, { cwd: root }).flatMap(mutationsIn))
  const missed: Mutation[] = []
  const waiting = [...drawn]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      if (await pass(relatedTests(next.file, tests), next)) {
        missed.push(next)
        console.log(`not noticed: ${next.file.slice(root.length + 1)}:${next.line} ${next.says}`)
      }
  }
  await Promise.all(Array.from({ length: sideBySide }, work))
  table.push({ room, changed: drawn.length, noticed: drawn.length - missed.length })
}

console.log('\n| room | changed | noticed | share |\n| --- | --- | --- | --- |')
const all = { room: 'all', changed: sum(({ changed }) => changed), noticed: sum(({ noticed }) => noticed) }
for (const { room, changed, noticed } of [...table, all])
  console.log(`| ${room} | ${changed} | ${noticed} | ${((100 * noticed) / changed).toFixed(1)} % |`)

function sum(of: (row: (typeof table)[number]) => number): number {
  return table.reduce((total, row) => total + of(row), 0)
}

function mutationsIn(path: string): Mutation[] {
  const file = join(root, path)
  return mutationsOf(file, readFileSync(file, 'utf8'))
}

/** The same ones for the same seed, whatever else is in the file. */
function draw(mutations: readonly Mutation[]): Mutation[] {
  const lot = ({ file, start, says }: Mutation) =>
    createHash('sha256')
      .update(`${values.seed} ${file.slice(root.length)} ${start} ${says}`)
      .digest('hex')
  const drawn = mutations.map((mutation) => ({ mutation, lot: lot(mutation) }))
  drawn.sort((one, other) => (one.lot < other.lot ? -1 : 1))
  return drawn.slice(0, values.count === undefined ? undefined : Number(values.count)).map(({ mutation }) => mutation)
}

/** Whether the tests pass with the change. Where none reach the file nobody notices. */
function pass(tests: readonly string[], mutation: Mutation | null): Promise<boolean> {
  if (tests.length === 0) return Promise.resolve(true)
  const config = join(root, 'scripts/mutation/vitest.config.ts')
  const vitest = spawn('vitest', ['run', '--config', config, '--project', 'rules', '--bail', '1', ...tests], {
    cwd: root,
    env: { ...process.env, MUTATION: JSON.stringify(mutation) },
    stdio: 'ignore',
    timeout: endlessMs,
  })
  return new Promise((resolve, reject) => {
    vitest.once('error', reject)
    vitest.once('exit', (code) => resolve(code === 0))
  })
}
