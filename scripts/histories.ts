// npm run histories: random histories of shops against what they are in truth, as many as one likes.
//   -- --count 500 --seed 1     so many, from this seed on; one seed is one history, the same each time
//   -- --side-by-side 4         so many shops at once, in one app
//   -- --longest 30             steps of the longest
//   -- --only buying,native     only these happen besides orders and stock; --without leaves some out
//   -- --all                    all of them in each, and not half of them at least
//   -- --replay one.json,other.json   the steps of files instead
// What is found is shrunk and printed as steps that can be replayed, and kept as a test in test/journeys/short-histories.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { startBenchPostgres } from '../bench/bench-postgres.ts'
import type { History } from '../test/support/histories/history.ts'
import { playHistory } from '../test/support/histories/play-history.ts'
import { randomHistory, type Way, ways } from '../test/support/histories/random-history.ts'
import { aFloorOn } from '../test/support/running/floor-on.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    'side-by-side': { type: 'string', default: '4' },
    longest: { type: 'string', default: '30' },
    only: { type: 'string' },
    all: { type: 'boolean', default: false },
    without: { type: 'string', default: '' },
    replay: { type: 'string' },
    shrinks: { type: 'string', default: '60' },
  },
})

const named = (list: string) => list.split(',').filter((name) => name !== '')
const only = values.only === undefined ? null : named(values.only)
const without = named(values.without)
const allowed = ways.filter((way) => (only === null || only.includes(way)) && !without.includes(way)) as readonly Way[]

const least = values.all ? allowed.length : undefined

/** Nothing here outlives the run, so nothing waits for the disk. */
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
const postgres = await startBenchPostgres(forgetful)
const floor = await aFloorOn(await postgres.freshDatabase(), { pointsTimes: 100 })
const app = await floor.startApp()
let shops = 0
let found = 0

async function faultsIn(history: History): Promise<readonly string[]> {
  shops += 1
  return await playHistory(await floor.openShop(`history-${process.pid}-${shops}.myshopify.com`), history)
}

async function tryOne(seed: number): Promise<void> {
  const began = performance.now()
  let left = Number(values.shrinks)
  let faults: readonly string[] = []
  const property = fc.asyncProperty(randomHistory(allowed, Number(values.longest), least), async (history) => {
    if (left <= 0) return
    left -= 1
    const wrong = await faultsIn(history)
    if (wrong.length === 0) return
    if (faults.length === 0)
      console.log(`seed ${seed} finds, and is being shrunk:\n  ${wrong.join('\n  ')}\n${JSON.stringify(history)}`)
    faults = wrong
    throw new Error(wrong.join('\n'))
  })
  const outcome = await fc.check(property, { seed, numRuns: 1 })
  if (!outcome.failed) return
  found += 1
  const [history] = outcome.counterexample ?? []
  console.log(
    `\nseed ${seed} after ${Math.round((performance.now() - began) / 1000)} s, shrunk:\n  ${faults.join('\n  ')}`,
  )
  console.log(JSON.stringify(history))
}

const signals = ['SIGINT', 'SIGTERM'] as const
for (const signal of signals) process.once(signal, () => void postgres.stop().finally(() => process.exit(1)))
if (values.replay === undefined) {
  const [first, count] = [Number(values.seed), Number(values.count)]
  let next = first
  const began = performance.now()
  await Promise.all(
    Array.from({ length: Number(values['side-by-side']) }, async () => {
      while (next < first + count) {
        const seed = next++
        await tryOne(seed)
        if ((seed - first) % 20 === 19) {
          console.log(`${seed - first + 1} tried, ${found} found, ${Math.round((performance.now() - began) / 1000)} s`)
        }
      }
    }),
  )
  console.log(`${count} histories from seed ${first}: ${found} with something wrong, ${shops} shops`)
} else {
  for (const file of named(values.replay)) {
    const history = JSON.parse(readFileSync(file, 'utf8')) as History
    console.log(`${file}:\n  ${(await faultsIn(history)).join('\n  ') || 'nothing is wrong'}`)
  }
}
await app.stop()
await floor.close()
await postgres.stop()
process.exit(found > 0 ? 1 : 0)
