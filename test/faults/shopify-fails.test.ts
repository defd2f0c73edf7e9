import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { usualPatience } from '../../web/platform/shopify/patience.ts'
import { troubledDay } from '../support/faults/troubled-day.ts'
import { wrongNumbers } from '../support/faults/wrong-numbers.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import type { SimulatedShop } from '../support/running/simulated-shop.ts'
import { patience } from './app-process.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp({ ...usualPatience, answer: 500 })
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

/** Calls that did not go through, as the app counts them. */
const setbacks = () => sumOf(/^backline_admin_calls_total\{(?!.*outcome="data")/)

/** A lane that waits for Shopify has not failed. One that has is run again later and later, and is told as a fault. */
const failedJobs = () => sumOf(/^backline_job_seconds_count\{.*end="failed"/)

async function sumOf(series: RegExp): Promise<number> {
  const metrics = await (await fetch(`${app.url}/metrics`)).text()
  return metrics
    .split('\n')
    .filter((line) => series.test(line))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
}

async function due({ shop }: SimulatedShop): Promise<number> {
  const reply = await fetch(`${app.url}/health/ready?shop=${shop}`)
  return ((await reply.json()) as { due: number }).due
}

it.each(['status500', 'html', 'timeout', 'throttle'])(
  'an Admin API that only answers %s holds things up and spoils none',
  async (fault) => {
    const shop = await floor.openShop(`${fault}.myshopify.com`)
    await shop.settle()
    const before = await setbacks()
    await shop.verb('faults', { admin: { [fault]: 1 } })
    await troubledDay(shop)
    await vi.waitUntil(async () => (await setbacks()) > before, patience)
    expect(await due(shop)).toBeGreaterThan(0)
    await shop.verb('faults')
    expect(await wrongNumbers(shop, floor.database.url)).toEqual([])
    expect(await failedJobs()).toBe(0)
  },
  120_000,
)

it('a retail day goes on while every other call is turned away, on the plan with the fewest points', async () => {
  const shop = await floor.openShop('standard.myshopify.com', 'standard', 'retail')
  const before = await setbacks()
  await shop.verb('faults', { admin: { throttle: 0.5 }, webhooks: { duplicate: 0.1, late: 0.1 }, seed: 5 })
  await shop.verb('next-day')
  await vi.waitUntil(async () => (await setbacks()) >= before + 3, patience)
  await shop.verb('faults')
  expect(await wrongNumbers(shop, floor.database.url, 120)).toEqual([])
  expect(await failedJobs()).toBe(0)
})
