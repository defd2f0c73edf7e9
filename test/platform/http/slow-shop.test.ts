import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { gateLimits, requestConnections } from '../../../web/platform/http/gate.ts'
import { csvExportPaths } from '../../../web/suppliers/contract/csv-uploads.ts'
import { everyProcedure, everything, faultsOf, onceLetIn, quick, slowShops } from './slow-shop.ts'

const slow = 'slow.myshopify.com'
/** Enough to take the places that are kept for others as well. */
const otherSlow = Array.from({ length: 8 }, (_, at) => `slow-${at}.myshopify.com`)
const pressed = 50
const minute = { timeout: 60_000 }
const served = { api: 200, page: 200, delivery: 200, ready: 200 }
const procedures = await everyProcedure()

let app: Awaited<ReturnType<typeof slowShops>>
beforeAll(async () => {
  app = await slowShops([slow, ...otherSlow])
})
afterAll(() => app.close())

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)
const lockOf = (what: number) => `select pg_advisory_lock(${what})`

describe('while a shop’s statements wait, others are served, and so is the shop afterwards, however often it asks for', () => {
  test.each(procedures)('%s', async (_name, call) => {
    // One call for each connection that there is, and some.
    const calls = times(requestConnections + 5, () => app.call(slow, call))
    const answers = await app.whileHeldUp(lockOf(onceLetIn), calls, async () => {
      expect(await app.others()).toEqual(served)
    })
    expect(faultsOf(answers)).toEqual([])
  })

  test.each<[string, () => ReturnType<typeof app.look>]>([
    ['anything, before it is let in', () => app.get(slow, '/api/shop')],
    ['its files', () => app.get(slow, csvExportPaths.catalogue)],
    ['the dashboard', () => app.open(slow)],
    ['the page for its shoppers', () => app.shop(slow)],
  ])('%s', async (_what, call) => {
    const answers = await app.whileHeldUp(lockOf(everything), times(pressed, call), async () => {
      expect(await app.others()).toEqual(served)
    })
    expect(faultsOf(answers)).toEqual([])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
  })
})

test('while a shop’s shoppers wait, its merchant is served', async () => {
  // The first look at the page is noted in the shop's row.
  const [busy = slow] = otherSlow
  const rowOfShop = `begin; select 1 from shop where shop_id = '${busy}' for update`
  const looks = times(pressed, () => app.shop(busy))
  const answers = await app.whileHeldUp(rowOfShop, looks, async () => {
    expect((await app.get(busy, '/api/backorders')).status).toBe(200)
  })
  expect(faultsOf(answers)).toEqual([])
})

test('while many shops wait for whatever they ask for, deliveries are taken, the app is ready, and its figures are told', async () => {
  const calls = [slow, ...otherSlow].flatMap((shop) => [
    ...times(8, () => app.get(shop, '/api/shop')),
    ...times(8, () => app.shop(shop)),
  ])
  const answers = await app.whileHeldUp(lockOf(everything), calls, async () => {
    expect(await app.atGates()).toMatchObject({ plain: { running: gateLimits.plain.atOnce } })
    expect(await app.deliver(quick)).toBe(200)
    expect((await app.look('/health/ready')).status).toBe(200)
    const asked = await Promise.all(times(3, slow).map((shop) => app.look(`/health/ready?shop=${shop}`)))
    expect(asked.filter(({ status }) => status === 200)).toEqual([])
    const figures = async () => (await app.look('/metrics')).text
    await vi.waitFor(async () => expect(await figures()).toMatch(/^backline_waiting_deliveries \d/m), minute)
  })
  expect(faultsOf(answers)).toEqual([])
})

test('a shop that has too many calls waiting is told so in words, and the others are answered', async () => {
  const calls = times(gateLimits.plain.waitingPerShop + 20, () => app.get(slow, '/api/suppliers'))
  const answers = await app.whileHeldUp(lockOf(everything), calls, async () => {
    expect((await app.get(quick, '/api/suppliers')).status).toBe(200)
  })
  expect(faultsOf(answers)).toEqual([])
  const statuses = Map.groupBy(answers, ({ status }) => status)
  const { atOnce, forOthers, waitingPerShop } = gateLimits.plain
  expect(statuses.get(200)).toHaveLength(waitingPerShop + atOnce - forOthers)
  expect(statuses.get(429)).toHaveLength(20 - atOnce + forOthers)
})
