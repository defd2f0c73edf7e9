import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { aStore, type Store } from '../goods/a-store.ts'

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

/** The skus of which the storefront is told a promise. */
async function promised(store: Store): Promise<string[]> {
  const { metafields, products = [] } = await store.truth()
  const owners = new Set(metafields.filter(({ key }) => key === 'promise').map(({ ownerId }) => ownerId))
  return products.flatMap(({ variants }) => variants.filter((one) => owners.has(one.variantId)).map(({ sku }) => sku))
}

const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name)

type Variant = { sku: string; policy?: 'CONTINUE' | 'DENY' }

/** A product of 150 variants, of which these are sold on without stock and the others are not. */
async function aLongProduct(store: Store, ...soldOn: readonly string[]): Promise<void> {
  const variants = Array.from({ length: 150 }, (_, at): Variant => {
    const sku = `V${at + 1}`
    return { sku, policy: soldOn.includes(sku) ? 'CONTINUE' : 'DENY' }
  })
  await store.verb('create-product', { title: 'Many', variants })
  await store.settle()
}

it.concurrent('a variant behind the hundredth is promised once it is sold on without stock, and no longer than that', async () => {
  const store = await aStore(floor, 'long')
  await aLongProduct(store, 'V1', 'V150')
  expect(await promised(store)).toEqual(['V1', 'V150'])

  await store.verb('change-variant', { sku: 'V149', policy: 'CONTINUE' })
  await store.settle()
  expect(await promised(store)).toEqual(['V1', 'V149', 'V150'])

  await store.verb('change-variant', { sku: 'V149', policy: 'DENY' })
  await store.verb('change-variant', { sku: 'V150', policy: 'DENY' })
  await store.settle()
  expect(await promised(store)).toEqual(['V1'])
}, 60_000)

it.concurrent('a variant behind the hundredth has the names that its product and itself were given', async () => {
  const store = await aStore(floor, 'long-named')
  await aLongProduct(store)
  await store.verb('change-product', { sku: 'V149', title: 'Plenty' })
  await store.settle()
  await store.verb('change-variant', { sku: 'V148', title: 'Blue', newSku: 'W148' })
  await store.settle()
  const found = async (search: string) => {
    const { rows } = await store.say<{ rows: { title: string; sku: string }[] }>(`/api/items?query=${search}`)
    return rows.map(({ title, sku }) => [title, sku])
  }
  expect(await found('V149')).toEqual([['Plenty · V149', 'V149']])
  expect(await found('W148')).toEqual([['Plenty · Blue', 'W148']])
}, 60_000)

it.concurrent('what is new behind the hundredth variant is promised like the others', async () => {
  const store = await aStore(floor, 'longer')
  await aLongProduct(store)
  await store.verb('change-product', { sku: 'V1', add: [{ sku: 'V151' }] })
  await store.settle()
  expect(await promised(store)).toEqual(['V151'])
}, 60_000)

it.concurrent('a variant that its product does not name any more is no longer sold, also where nothing else is heard of that', async () => {
  const store = await aStore(floor, 'shorter')
  await store.verb('create-product', { title: 'Two', variants: [{ sku: 'A' }, { sku: 'B' }] })
  await store.verb('place-order', { lines: [{ sku: 'B', units: 2 }] })
  await store.settle()
  await store.verb('mischief', { lose: 1, only: ['inventory_items/delete', 'orders/updated'] })
  await store.verb('change-product', { sku: 'A', remove: ['B'] })
  await store.settle()
  const rows = await store.say<{ rows: { sku: string }[] }>('/api/backorders?shown=no-longer-sold')
  expect(rows.rows.map(({ sku }) => sku)).toEqual(['B'])
}, 60_000)

it.concurrent('what of a product changed while nobody heard is found by the next comparison, and listed, also where nobody waits for it', async () => {
  const store = await aStore(floor, 'unheard')
  for (const sku of ['A', 'B', 'C', 'D']) {
    await store.verb('create-product', {
      title: `Lamp ${sku}`,
      variants: [{ sku, policy: sku === 'B' ? 'CONTINUE' : 'DENY' }],
    })
  }
  await store.settle()
  await store.verb('mischief', { lose: 1 })
  await store.verb('change-variant', { sku: 'A', policy: 'CONTINUE' })
  await store.verb('change-variant', { sku: 'B', policy: 'DENY' })
  await store.verb('change-variant', { sku: 'C', newSku: 'C-2' })
  await store.verb('change-product', { sku: 'D', title: 'Lantern' })
  await store.verb('create-product', { title: 'New', variants: [{ sku: 'E', policy: 'CONTINUE' }] })
  await store.verb('mischief', {})
  await store.settle()
  expect(await promised(store)).toEqual(['B'])
  await store.reconciles()
  expect(await promised(store)).toEqual(['A', 'E'])
  const found = await store.say<FoundReconcile>('/api/reconcile')
  const ofVariants = found.rows.filter(({ thing }) => thing === 'variant')
  expect(ofVariants.map(({ name, cause, ours, theirs }) => ({ name, cause, ours, theirs })).sort(byName)).toMatchObject(
    [
      {
        name: 'Lamp A',
        cause: 'lost-webhook',
        ours: { sellsWithoutStock: false },
        theirs: { sellsWithoutStock: true },
      },
      {
        name: 'Lamp B',
        cause: 'lost-webhook',
        ours: { sellsWithoutStock: true },
        theirs: { sellsWithoutStock: false },
      },
      { name: 'Lamp C', cause: 'lost-webhook', ours: { sku: 'C' }, theirs: { sku: 'C-2' } },
      { name: 'Lantern', cause: 'lost-webhook', ours: { title: 'Lamp D' }, theirs: { title: 'Lantern' } },
      { name: 'New', cause: 'lost-webhook', ours: null, theirs: { sku: 'E' } },
    ],
  )
  await store.reconciles()
  expect((await store.say<FoundReconcile>('/api/reconcile')).rows).toEqual([])
}, 60_000)

it.concurrent('a draft calls an item as the shop does, and an order as the shop did when it was ordered', async () => {
  const store = await aStore(floor, 'renamed')
  await store.sells('A')
  const draft = await store.drafts([{ sku: 'A', units: 2 }])
  const isCalled = async (name: string, sku: string) => {
    await store.verb('change-product', { sku, title: name })
    await store.verb('change-variant', { sku, newSku: name })
    await store.settle()
    return (await store.linesOf(draft)).map(({ title, sku: told }) => [title, told])
  }
  expect(await isCalled('B', 'A')).toEqual([['B', 'B']])
  expect(await (await store.api(`/api/supplier-orders/${draft}/document/csv`)).text()).toContain(',B,B,2,')
  await store.orders(draft)
  expect(await isCalled('C', 'B')).toEqual([['B', 'B']])
}, 60_000)
