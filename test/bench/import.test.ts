import { expect, inject, it } from 'vitest'
import { importShop } from '../../bench/rules/import.ts'
import { runBench } from '../../bench/run-bench.ts'
import { freshDatabase } from '../support/database/database.ts'

it('imports a toy shop as the oracle says, and tells how long it took', async () => {
  const postgres = { url: inject('postgresUrl'), freshDatabase }
  const report = await runBench({ measurements: [importShop], share: 0.01, postgres, say: () => undefined })
  const [time, plan] = report.results[0]?.figures ?? []
  expect(time?.what).toContain('500 variants, 200 open orders')
  expect(plan?.measured).toMatch(/\d/)
})
