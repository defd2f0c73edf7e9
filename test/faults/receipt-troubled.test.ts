import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Patience } from '../../web/platform/shopify/patience.ts'
import type { ReceiptDetail } from '../../web/receiving/contract/receipts.ts'
import { lampsAreOrdered, lampsCame, say } from '../support/faults/lamps-on-order.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { patience } from './app-process.ts'

/** An app that gives Shopify up as it always does, only sooner. */
const hurried: Patience = { answer: 3_000, firstBackoff: 20, throttled: 50, call: 6_000 }

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp(hurried)
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

// A call that times out took effect, and nobody was told.
it.concurrent.each(['status500', 'html', 'timeout', 'throttle'])(
  'goods that come while the Admin API only answers %s are on the shelf once, as soon as it answers again',
  async (fault) => {
    const shop = await floor.openShop(`receipt-${fault}.myshopify.com`)
    const ordered = await lampsAreOrdered(shop)
    await shop.settle()
    await shop.verb('faults', { admin: { [fault]: 1 } })
    const receiptId = await lampsCame(shop, ordered)
    const receipt = () => say<ReceiptDetail>(shop, `/api/receipts/${receiptId}`)
    await vi.waitUntil(async () => (await receipt()).trouble?.code === 'shopify-busy', patience)
    expect((await receipt()).state).toBe('posting')

    await shop.verb('faults')
    await shop.settle()
    expect(await receipt()).toMatchObject({ state: 'posted', trouble: null })
    expect((await shop.truth()).stock).toMatchObject([{ available: -1, committed: 5 }])
    expect((await shop.backorders()).map((row) => row.covered).toSorted()).toEqual([1, 3])
  },
  120_000,
)

it.concurrent('goods that come while the shop lets nobody in are on the shelf once its merchant opens the app again', async () => {
  const shop = await floor.openShop('receipt-unauthorized.myshopify.com')
  const ordered = await lampsAreOrdered(shop)
  await shop.settle()
  await shop.verb('faults', { admin: { unauthorized: true } })
  const receiptId = await lampsCame(shop, ordered)
  const receipt = () => say<ReceiptDetail>(shop, `/api/receipts/${receiptId}`)
  await vi.waitUntil(async () => (await receipt()).trouble?.code === 'access-lost', patience)

  await shop.verb('faults')
  const { token } = (await (await fetch(`${floor.simulator.url}/control/${shop.shop}/session-token`)).json()) as {
    token: string
  }
  await fetch(`${app.url}/?embedded=1&shop=${shop.shop}&id_token=${token}`)
  await vi.waitUntil(async () => (await receipt()).state === 'posted', patience)
  await shop.settle()
  expect((await shop.truth()).stock).toMatchObject([{ available: -1, committed: 5 }])
})
