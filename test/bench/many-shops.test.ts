import { expect, inject, it } from 'vitest'
import { runBench } from '../../bench/run-bench.ts'
import { backlogs } from '../../bench/webhooks/backlogs.ts'
import { besideOthers } from '../../bench/webhooks/beside-others.ts'
import { manyShops } from '../../bench/webhooks/many-shops.ts'
import { quietShops } from '../../bench/webhooks/quiet-shops.ts'
import { turnsOfManyShops } from '../../bench/webhooks/turns.ts'
import { freshDatabase } from '../support/database/database.ts'

it('measures shops beside each other, and finds every line of each as the oracle says', async () => {
  const said: string[] = []
  const postgres = { url: inject('postgresUrl'), freshDatabase }
  const measurements = [manyShops, besideOthers, backlogs, turnsOfManyShops, quietShops]

  const report = await runBench({ measurements, share: 0.02, postgres, say: (text) => said.push(text) })

  const figures = report.results.flatMap((result) => result.figures)
  expect(figures).toHaveLength(12)
  for (const { measured } of figures) expect(measured).toMatch(/\d/)
  expect(said.join('\n')).toMatch(/lines became short in 3 shops; all [1-9]\d* backorders are as the oracle says/)
  expect(said.join('\n')).toMatch(/a quiet shop beside 6 others; all [1-9]\d* backorders are as the oracle says/)
})
