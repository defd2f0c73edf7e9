// npm run bench: takes all measurements, prints the table and writes docs/benchmarks.md.
// `-- --quick` does a tenth of everything and `-- --only lag` one measurement; neither writes anything.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startBenchPostgres } from '../bench/bench-postgres.ts'
import { measurements } from '../bench/measurements.ts'
import { markdown, plainTable } from '../bench/report.ts'
import { runBench } from '../bench/run-bench.ts'

const page = 'docs/benchmarks.md'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } })
const chosen = measurements.filter(({ name }) => values.only === undefined || name === values.only)
if (chosen.length === 0) {
  console.error(`There is no measurement "${values.only}": ${measurements.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

const postgres = await startBenchPostgres()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void postgres.stop().finally(() => process.exit(1)))
}
try {
  const report = await runBench({ measurements: chosen, share: values.quick ? 0.1 : 1, postgres, say: console.log })
  console.log(plainTable(report.results.flatMap(({ figures }) => figures)))
  if (values.quick || values.only !== undefined) {
    console.log(`\n${page} is as it was: only a full run writes it.`)
  } else {
    writeFileSync(page, markdown(report))
    console.log(`\nWrote ${page}.`)
  }
} finally {
  await postgres.stop()
}
