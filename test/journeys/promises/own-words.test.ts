import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OverrideList, OverrideState, ToldVariantList } from '../../../web/promises/contract/storefront.ts'
import type { MerchantTexts } from '../../../web/promises/contract/storefront-texts.ts'
import type { ItemList } from '../../../web/suppliers/contract/catalogue.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let shop: SimulatedShop
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
  shop = await floor.openShop('own-words.myshopify.com')
  await shop.verb('create-product', { title: 'Lamp', variants: [{ sku: 'LAMP', price: '10.00', policy: 'CONTINUE' }] })
  await shop.settle()
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 2 }] })
  await shop.settle()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

const texts = async () => (await (await shop.api('/api/storefront/texts')).json()) as MerchantTexts
const override = async (said: object) => {
  const reply = await shop.api('/api/storefront/overrides', 'POST', said)
  expect(reply.status).toBe(200)
  await shop.settle()
  return (await reply.json()) as { override: OverrideState | null }
}
const overrides = async () => ((await (await shop.api('/api/storefront/overrides')).json()) as OverrideList).rows
const lamp = async () => {
  const found = (await (await shop.api('/api/storefront/variants?query=lamp')).json()) as ToldVariantList
  return { variantId: found.rows[0]?.variantId ?? '' }
}
const write = async (changes: object[]) => {
  const reply = await shop.api('/api/storefront/texts', 'POST', { changes })
  expect(reply.status).toBe(200)
  await shop.settle()
}
const page = async (locale: string) => {
  const reply = await fetch(`${floor.simulator.url}/storefront/${shop.shop}/products/lamp?locale=${locale}`)
  expect(reply.status).toBe(200)
  return await reply.text()
}

it('a day that the merchant sets is told instead of none, and no more once it is cleared', async () => {
  expect(await page('en')).toContain('ships when it is back in stock')
  const of = await lamp()
  const { override: set } = await override({ of, day: '2999-12-01' })
  expect(await page('en')).toContain('expected to ship by 1 December 2999')
  await override({ of, hide: true, version: set?.version })
  expect(await page('en')).not.toContain('On backorder:')
})

it('what is said of a supplier is told of what it supplies, where nothing is said of the variant itself', async () => {
  const { version } = (await overrides()).find(({ variant }) => variant !== null) ?? {}
  await override({ of: await lamp(), version })
  expect(await page('en')).toContain('ships when it is back in stock')

  const fields = { contact: null, email: null, language: 'en', leadTimeDays: null, minimumValue: null, notes: '' }
  const casa = { ...fields, name: 'Casa Azul', currency: 'EUR', orderDays: [] }
  const { supplierId } = (await (await shop.api('/api/suppliers', 'POST', casa)).json()) as { supplierId: string }
  const items = (await (await shop.api('/api/items')).json()) as ItemList
  const to = { itemIds: items.rows.map(({ itemId }) => itemId) }
  await shop.api(`/api/suppliers/${supplierId}/catalogue/assign`, 'POST', { to })
  await override({ of: { supplierId }, day: '2999-02-03' })
  expect(await page('en')).toContain('expected to ship by 3 February 2999')

  await shop.api(`/api/suppliers/${supplierId}/archive`, 'POST', { version: 1 })
  await shop.settle()
  expect(await page('en')).toContain('ships when it is back in stock')
})

it('what the merchant writes is what shoppers of that language read, as plain text and until it is taken away', async () => {
  await override({ of: await lamp(), day: '2999-12-01' })
  await write([{ key: 'backorder-day', language: 'de', words: 'Unser <i>Töpfer</i> liefert am [day]' }])
  expect(await page('de')).toContain('Unser &lt;i&gt;Töpfer&lt;/i&gt; liefert am 1. Dezember')
  expect(await page('en')).not.toContain('Töpfer')
  const { published, texts: kept } = await texts()
  expect(published).toEqual({ at: expect.any(String), isWaiting: false, trouble: null })

  await write([{ key: 'backorder-day', language: 'de', words: null, version: kept[0]?.version }])
  expect(await page('de')).not.toContain('Töpfer')
})
