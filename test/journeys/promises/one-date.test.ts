import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ToldVariantList } from '../../../web/promises/contract/storefront.ts'
import type { FoundProposal, ProposedLinesOutput } from '../../../web/proposals/contract/proposals.ts'
import type {
  SupplierOrderDetail,
  SupplierOrderListOutput,
} from '../../../web/supplier-orders/contract/supplier-orders.ts'
import type { SupplierDetail } from '../../../web/suppliers/contract/suppliers.ts'
import { say } from '../../support/faults/lamps-on-order.ts'
import { dayAhead } from '../../support/histories/played.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

const weekdayIn = (days: number) => new Date(dayAhead(days)).getUTCDay() || 7

it('what a supplier takes orders for in two days, and brings in three more, has one date in proposal, draft, order and shop', async () => {
  const shop = await floor.openShop('one-date.myshopify.com')
  const lamp = { sku: 'LAMP', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 0 } }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 5 }] })
  await shop.settle()
  const hartley = {
    ...{ name: 'Hartley', contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: 3, minimumValue: null, orderDays: [], notes: '' },
  }
  const { supplierId, version } = await say<SupplierDetail>(shop, '/api/suppliers', hartley)
  const [point] = (await shop.truth()).stock
  await say(shop, `/api/suppliers/${supplierId}/catalogue/assign`, { to: { itemIds: [point?.itemId] } })
  await shop.settle()
  const arrives = dayAhead(5)
  const toldInShop = async () => {
    const { rows } = await say<ToldVariantList>(shop, '/api/storefront/variants')
    return rows.map(({ promise }) => [promise?.from, promise?.to])
  }
  expect(await toldInShop()).toEqual([[dayAhead(3), dayAhead(3)]])
  await say(shop, `/api/suppliers/${supplierId}/edit`, { ...hartley, orderDays: [weekdayIn(2)], version })
  await shop.settle()
  expect(await toldInShop()).toEqual([[arrives, arrives]])

  const { proposalId } = await say<{ proposalId: string }>(shop, '/api/proposals', { from: { all: true } })
  const { rows: orders } = await say<FoundProposal>(shop, `/api/proposals/${proposalId}`)
  expect(orders).toMatchObject([{ orderOn: dayAhead(2) }])
  const of = `/api/proposed-orders/${orders[0]?.proposedOrderId}/lines`
  expect((await say<ProposedLinesOutput>(shop, of)).rows).toMatchObject([{ expectedOn: arrives }])
  await say(shop, `/api/proposals/${proposalId}/create`, {})
  const { rows: drafts } = await say<SupplierOrderListOutput>(shop, '/api/supplier-orders?state=draft')
  const path = `/api/supplier-orders/${drafts[0]?.supplierOrderId}`
  const draft = await say<SupplierOrderDetail>(shop, path)
  expect(draft.suggestedDue).toEqual({ day: arrives, because: 'lead-time' })
  await shop.settle()
  expect(await toldInShop()).toEqual([[arrives, arrives]])

  expect(await say<SupplierOrderDetail>(shop, `${path}/order`, { version: draft.version })).toMatchObject({
    state: 'ordered',
    nextDue: arrives,
  })
  await shop.settle()
  expect((await shop.backorders()).map((row) => row.readyOn)).toEqual([arrives])
  // What product feeds read, under the shop's own address.
  const inShop = (path: string) => fetch(`${floor.simulator.url}/storefront/${shop.shop}/apps/backorders${path}`)
  const feed = async () => (await (await inShop('/availability.tsv?country=de')).text()).split('\n')
  await expect.poll(feed).toEqual([expect.any(String), expect.stringMatching(/^shopify_DE_\d+_\d+\tbackorder\t/), ''])
  expect((await feed())[1]?.split('\t')[2]).toMatch(new RegExp(`^${(await toldInShop())[0]?.[1]}T00:00[+-]\\d{4}$`))
})
