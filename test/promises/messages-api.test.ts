import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StorefrontMessages } from '../../web/promises/contract/storefront.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'

let api: Awaited<ReturnType<typeof anApi>>
beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  await asOwner(api.databaseUrl, 'truncate order_promise, order_promise_due')
  await asOwner(
    api.databaseUrl,
    `update shop set messages_on = false, messages_owner = 'app', app_id = '77', scopes = 'read_orders,write_orders'`,
  )
})

const messages = async (as?: string) => (await api.get<StorefrontMessages>('/api/storefront/messages', as)).body
const turn = (said: unknown, as?: string) =>
  api.post<StorefrontMessages & { message: string }>('/api/storefront/messages', said, as)
const off: StorefrontMessages = {
  isOn: false,
  missingScopes: [],
  owner: 'app',
  namespace: 'app--77',
  orders: 0,
  troubled: 0,
}

test('messages are off at first, and name the app’s namespace as Shopify does once it was asked', async () => {
  expect(await messages()).toEqual(off)
  await asOwner(api.databaseUrl, 'update shop set app_id = null')
  expect(await messages()).toEqual({ ...off, namespace: null })
})

describe('the switch', () => {
  test('is the shop’s own, and turned twice it is on', async () => {
    for (const _time of [1, 2])
      expect(await turn({ isOn: true })).toMatchObject({ status: 200, body: { ...off, isOn: true } })
    expect(await messages(otherShop)).toEqual(off)
    expect((await turn({ isOn: false })).body).toEqual(off)
  })

  test('has the orders looked at that have units on backorder', async () => {
    await turn({ isOn: true })
    const due = await queryAsOwner<{ n: number }>(
      api.databaseUrl,
      `select count(*)::int as n from order_promise_due where shop_id = $1`,
      [shop],
    )
    const open = await queryAsOwner<{ n: number }>(
      api.databaseUrl,
      `select count(distinct order_id)::int as n from backorder where shop_id = $1 and state = 'open'`,
      [shop],
    )
    expect(due).toEqual(open)
  })

  test('keeps what messages read where the merchant chose, named as templates name it', async () => {
    const merchants = { ...off, isOn: true, owner: 'merchant', namespace: 'backline' }
    expect((await turn({ isOn: true, owner: 'merchant' })).body).toEqual(merchants)
    expect((await turn({ isOn: true })).body).toEqual(merchants)
    await asOwner(api.databaseUrl, 'update shop set app_id = null')
    expect(await messages()).toEqual(merchants)
    expect((await turn({ isOn: false, owner: 'app' })).body).toEqual({ ...off, namespace: null })
    expect((await turn({ isOn: true, owner: 'shopper' })).status).toBe(400)
  })

  test('is refused without the scope, in words, and can be turned off without it', async () => {
    await asOwner(api.databaseUrl, `update shop set scopes = 'read_orders'`)
    const { status, body } = await turn({ isOn: true })
    expect([status, body.message]).toEqual([
      403,
      'Shopify has not granted write_orders, without which nothing can be written to orders.',
    ])
    expect(await messages()).toEqual({ ...off, missingScopes: ['write_orders'] })
    expect((await turn({ isOn: false })).status).toBe(200)
  })

  test.each([{}, { isOn: 'yes' }, { isOn: true, more: 1 }, null])('refuses %j', async (said) => {
    expect((await turn(said)).status).toBe(400)
    expect(await messages()).toEqual(off)
  })
})

test('orders that tell something are counted, and apart from them those that Shopify refused', async () => {
  await asOwner(
    api.databaseUrl,
    `insert into order_promise (shop_id, order_id, lines, trouble)
     values ($1, '1', '[]', null), ($1, '2', '[]', 'INVALID: gone'), ($1, '3', null, null), ($2, '4', '[]', null)`,
    [shop, otherShop],
  )
  expect(await messages()).toMatchObject({ orders: 1, troubled: 1 })
})
