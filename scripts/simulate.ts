// npm run simulate: a year of a shop, every day of which is the same for the same seed.
//   -- --seed 7          this year
//   -- --count 20        so many years, from that seed on
//   -- --days 60         so many days of each
//   -- --twice           each twice, which must come to the same
//   -- --replay f.json   the steps of a file instead
// Prints the SHA-256 of ledger and promises. What is found is shrunk and printed as steps that can be replayed.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startBenchPostgres } from '../bench/bench-postgres.ts'
import { takeClocksOver } from '../test/support/simulation/controlled-clock.ts'
import { settingsOfTheatre } from '../test/support/simulation/controlled-database.ts'
import { shopYear, type Year } from '../test/support/simulation/shop-year.ts'
import { shrinkYear } from '../test/support/simulation/shrink-year.ts'
import { openTheatre } from '../test/support/simulation/theatre.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1' },
    days: { type: 'string', default: '365' },
    twice: { type: 'boolean', default: false },
    replay: { type: 'string' },
    shrinks: { type: 'string', default: '150' },
  },
})

const postgres = await startBenchPostgres(settingsOfTheatre)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void postgres.stop().finally(() => process.exit(1)))
const theatre = await openTheatre(takeClocksOver(), postgres.url)
let found = 0

async function simulate(seed: number, year: Year): Promise<void> {
  const began = performance.now()
  const { faults, hash, steps } = await theatre.play(year, seed)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const again = values.twice ? (await theatre.play(year, seed)).hash : null
  const wrong = again === null || again === hash ? faults : [`it ended with ${again} the second time`, ...faults]
  const twice = again === null ? '' : ' twice'
  console.log(`seed ${seed}: ${hash}${twice}, ${steps} steps in ${seconds} s, ${wrong.length} faults`)
  if (wrong.length === 0) return
  found += 1
  console.log(`  ${wrong.join('\n  ')}`)
  if (faults.length === 0 || values.shrinks === '0') return
  const shrunk = await shrinkYear(theatre, year.slice(0, steps), seed, Number(values.shrinks))
  console.log(`shrunk to ${shrunk.year.length} steps:\n  ${shrunk.faults.join('\n  ')}\n${JSON.stringify(shrunk.year)}`)
}

const first = Number(values.seed)
if (values.replay === undefined)
  for (let seed = first; seed < first + Number(values.count); seed++)
    await simulate(seed, shopYear(seed, Number(values.days)))
else await simulate(first, JSON.parse(readFileSync(values.replay, 'utf8')) as Year)
await theatre.close()
await postgres.stop()
process.exit(found > 0 ? 1 : 0)
