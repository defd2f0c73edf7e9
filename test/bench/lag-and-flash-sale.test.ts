import { expect, inject, it } from 'vitest'
import { runBench } from '../../bench/run-bench.ts'
import { flashSale } from '../../bench/webhooks/flash-sale.ts'
import { lag } from '../../bench/webhooks/lag.ts'
import { freshDatabase } from '../support/database/database.ts'

it('trades with the running app and finds every line as the oracle says', async () => {
  const said: string[] = []
  const postgres = { url: inject('postgresUrl'), freshDatabase }

  const report = await runBench({
    measurements: [lag, flashSale],
    share: 0.01,
    postgres,
    say: (text) => said.push(text),
  })

  expect(report.results.map(({ measurement }) => measurement.name)).toEqual(['lag', 'flash-sale'])
  const [, sale] = report.results
  expect(sale?.figures[0]?.isMet).toBe(true)
  expect(said.join('\n')).toMatch(/lines became short; all \d+ backorders are as the oracle says/)
})
