import { expect, inject, it } from 'vitest'
import { markdown } from '../../bench/report.ts'
import { native } from '../../bench/rules/native.ts'
import { reconcile } from '../../bench/rules/reconcile.ts'
import { unclaimed } from '../../bench/rules/unclaimed.ts'
import { whichAreShort } from '../../bench/rules/which-are-short.ts'
import { runBench } from '../../bench/run-bench.ts'
import { costPerWebhook } from '../../bench/webhooks/cost-per-webhook.ts'
import { orderEvents } from '../../bench/webhooks/order-events.ts'
import { freshDatabase } from '../support/database/database.ts'

it('measures a toy shop against floors and writes a page that tells every figure and every miss', async () => {
  const said: string[] = []
  const measurements = [whichAreShort, orderEvents, costPerWebhook, unclaimed, reconcile, native]
  const postgres = { url: inject('postgresUrl'), freshDatabase }

  const report = await runBench({ measurements, share: 0.002, postgres, say: (text) => said.push(text) })

  const figures = report.results.flatMap((result) => result.figures)
  expect(figures).toHaveLength(13)
  for (const figure of figures.filter(({ ratio }) => ratio !== null)) {
    expect(figure.measured).toMatch(/\d/)
    expect(Number(figure.ratio)).toBeGreaterThan(0)
  }
  const page = markdown(report)
  for (const { what, measured } of figures) expect(page).toContain(`| ${what} | ${measured} |`)
  const misses = figures.filter((figure) => figure.isMet === false)
  for (const { what } of misses) expect(page).toContain(`* ${what}: `)
  expect(page.match(/MISSED/g) ?? []).toHaveLength(misses.length)
  expect(page).toMatch(/\d+ cores .*\n\* Node \d+.*PostgreSQL 18/)
  expect(said.join('\n')).toContain('which-are-short')
})
