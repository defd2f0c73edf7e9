// npm run mutate: changes one operator, bound or constant of the rules at a time, and sees whether the tests of the room notice.
//   -- --room planning   the rules of one room; all of them without it
//   -- --count 100       so many of each room, drawn by chance; all without it
//   -- --seed 2          other ones
//   -- --write           writes what it found into docs/mutations.md
// Prints what nobody noticed, and a table. What comes to the same is in scripts/mutation/same.ts, with why.
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Mutation, mutationsOf } from './mutation/mutations.ts'
import { type Room, reportOf, tableOf } from './mutation/report.ts'
import { sameAs } from './mutation/same.ts'
import { unnoticed } from './mutation/try-changes.ts'

const { values } = parseArgs({
  options: {
    room: { type: 'string' },
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
})
const root = join(import.meta.dirname, '..')

const names = globSync('web/*/rules', { cwd: root })
  .map((folder) => folder.split('/')[1] ?? '')
  .filter((room) => room === (values.room ?? room))
  .sort()
if (names.length === 0) throw new Error(`no room is called ${values.room}`)

const rooms: Room[] = []
for (const name of names) {
  const tests = globSync(`test/${name}/rules/**/*.test.ts`, { cwd: root }).map((path) => join(root, path))
  const all = globSync(`web/${name}/rules/**/*.ts`, { cwd: root }).flatMap(mutationsIn)
  const tried = draw(all)
  const passed = new Set(await unnoticed(tried, tests))
  const [same, others] = [tried.filter(sameAs), tried.filter((one) => !sameAs(one))]
  const [left, noticed] = [others.filter((one) => passed.has(one)), others.filter((one) => !passed.has(one))]
  for (const one of same.filter((one) => !passed.has(one)))
    console.log(`noticed, but said to come to the same: ${one.file}:${one.line} ${one.says}`)
  rooms.push({ name, all: all.length, tried: tried.length, noticed: noticed.length, same, left })
}

console.log(`\n${tableOf(rooms)}`)
if (values.write) {
  const page = join(root, 'docs/mutations.md')
  writeFileSync(page, reportOf(rooms, existsSync(page) ? readFileSync(page, 'utf8') : ''))
}

function mutationsIn(file: string): Mutation[] {
  return mutationsOf(file, readFileSync(join(root, file), 'utf8'))
}

/** The same ones for the same seed, whatever else is in the file. */
function draw(mutations: readonly Mutation[]): Mutation[] {
  const lot = ({ file, start, says }: Mutation) =>
    createHash('sha256').update(`${values.seed} ${file} ${start} ${says}`).digest('hex')
  const drawn = mutations.map((mutation) => ({ mutation, lot: lot(mutation) }))
  drawn.sort((one, other) => (one.lot < other.lot ? -1 : 1))
  const wanted = drawn.slice(0, values.count === undefined ? undefined : Number(values.count))
  return mutations.filter((mutation) => wanted.some((one) => one.mutation === mutation))
}
