import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { messageSnippet } from '../../../web/frontend/src/promises/sentences/message-snippet.ts'
import type { StorefrontMessages, ToldVariantList } from '../../../web/promises/contract/storefront.ts'
import type { ReceiptProposal } from '../../../web/receiving/contract/receipts.ts'
import type { ServedLine } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import { launchChromium } from '../../support/chromium.ts'
import { isOrdered, say } from '../../support/faults/lamps-on-order.ts'
import { dayAhead } from '../../support/histories/played.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let browser: Browser
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await floor.close()
})

it('a delivery that is overdue is told as today to nobody: it is delayed, for merchants and for shoppers', async () => {
  const shop = await floor.openShop('overdue.myshopify.com')
  const lamp = { sku: 'LAMP', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 0 } }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  await shop.settle()
  const { namespace } = await say<StorefrontMessages>(shop, '/api/storefront/messages', { isOn: true })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 5 }] })
  await shop.settle()
  const { supplierOrderId, supplierOrderLineId } = await isOrdered(shop, { units: 9, due: dayAhead(-1) })
  await shop.settle()

  const [row] = await shop.backorders()
  expect(row).toMatchObject({ pegged: 5, readyOn: null, shown: ['late', 'delayed', 'on-order', 'no-date'] })
  expect((await shop.backorders('&shown=delayed')).length).toBe(1)
  const served = await say<{ rows: ServedLine[] }>(shop, `/api/supplier-orders/${supplierOrderId}/served`)
  expect(served.rows).toMatchObject([{ due: dayAhead(-1), readyOn: null, isDelayed: true }])
  const counted = { lines: [{ supplierOrderLineId, accepted: 2, rejected: 0, cameBefore: 0, heldBack: 0 }] }
  const handOut = await say<ReceiptProposal>(shop, '/api/receipts/proposal', counted)
  expect(handOut.rows).toMatchObject([{ gets: 2, backordered: 3, readyOn: null, isDelayed: true }])

  const variants = await say<ToldVariantList>(shop, '/api/storefront/variants')
  expect(variants.rows.map((one) => one.promise)).toMatchObject([{ from: null, to: null, delayed: true }])
  const { metafields } = await shop.truth()
  const [promise] = metafields.filter((one) => one.key === 'promise').map((one) => JSON.parse(one.value))
  expect(promise).toMatchObject({ state: 'backorder', from: null, to: null, delayed: true })
  const page = await browser.newPage()
  await page.goto(`${floor.simulator.url}/storefront/${shop.shop}/products/lamp`)
  expect(await page.locator('backline-promise').innerText()).toBe('On backorder: delayed, new date to follow.')
  await page.goto(`${floor.simulator.url}/storefront/${shop.shop}/apps/backorders`)
  expect(await page.locator('.backline-list__promise').allInnerTexts()).toEqual([
    'On backorder: delayed, new date to follow.',
  ])
  await page.close()
  const template = messageSnippet({ namespace: namespace ?? '', language: 'de', texts: {} })
  const { text } = await shop.verb<{ text: string }>('render-message', { order: row?.orderName, template })
  expect(text).toContain('Nachbestellt: verspätet, neuer Termin folgt.')
})
