import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BackorderListOutput } from '../../web/backorders/contract/backorders.ts'
import { anApi, otherShop, shop } from '../support/an-api.ts'
import { asOwner } from '../support/database/database.ts'
import { aBackorder, type Recorded, record } from './some-backorders.ts'

let api: Awaited<ReturnType<typeof anApi>>

beforeAll(async () => {
  api = await anApi()
})
afterAll(() => api.close())
beforeEach(() => asOwner(api.databaseUrl, 'truncate backorder, backorder_count, ledger, location, variant'))

const list = async (query = '', as = shop) => (await api.get<BackorderListOutput>(`/api/backorders${query}`, as)).body
const titles = async (query: string) => (await list(query)).rows.map((row) => row.title)
const given = (...backorders: Partial<Recorded>[]) => record(api.databaseUrl, backorders.map(aBackorder))

describe('a row', () => {
  test('says which units of which line wait, in gids', async () => {
    const [id] = await given({
      order: '820982911946154508',
      orderName: '#1004',
      line: '466157049',
      item: '271878346596884015',
      variant: '808950810',
      location: '905684977',
      units: 5,
      shipped: 1,
      covered: 1,
      backordered: 3,
      pegged: 1,
      openedAt: '2026-11-20T10:00:00.123456Z',
      readyOn: null,
    })
    await asOwner(
      api.databaseUrl,
      `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '905684977', 'Leeds', true, now())`,
      [shop],
    )
    await asOwner(
      api.databaseUrl,
      `insert into variant (shop_id, variant_id, image_url, changed_at) values ($1, '808950810', 'https://cdn.shopify.com/mug.png', now())`,
      [shop],
    )
    expect(await list()).toEqual({
      rows: [
        {
          backorderId: id,
          shop,
          orderId: 'gid://shopify/Order/820982911946154508',
          orderName: '#1004',
          lineId: 'gid://shopify/LineItem/466157049',
          itemId: 'gid://shopify/InventoryItem/271878346596884015',
          variantId: 'gid://shopify/ProductVariant/808950810',
          sku: 'MUG-RED',
          title: 'Red mug',
          imageUrl: 'https://cdn.shopify.com/mug.png',
          locationId: 'gid://shopify/Location/905684977',
          locationName: 'Leeds',
          units: 5,
          shipped: 1,
          covered: 1,
          backordered: 3,
          pegged: 1,
          uncovered: 2,
          inDrafts: 0,
          readyOn: null,
          nextArrivalOn: null,
          firstPromise: null,
          firstEstimate: null,
          state: 'open',
          shown: ['to-order', 'no-date'],
          obstacles: [],
          orderedAt: '2026-11-20T10:00:00.123Z',
          openedAt: '2026-11-20T10:00:00.123Z',
        },
      ],
      total: 1,
      totalIsExact: true,
      next: null,
      previous: null,
    })
  })

  test('is ready now once all its units are covered', async () => {
    await given({ state: 'ready', covered: 5, backordered: 0 })
    expect((await list()).rows[0]).toMatchObject({ state: 'ready', readyOn: 'now', shown: ['ready'] })
  })

  test('tells the day on which all units can leave', async () => {
    await given({ pegged: 3, readyOn: '2999-12-04', firstPromise: '2999-12-04' })
    expect((await list()).rows[0]).toMatchObject({ readyOn: '2999-12-04', shown: ['on-order'] })
  })

  test('is late when what it waits for did not come on its day', async () => {
    await given({ pegged: 3, readyOn: '2999-12-04', firstPromise: '2999-12-04', nextArrivalOn: '2020-01-01' })
    expect((await list()).rows[0]).toMatchObject({ nextArrivalOn: '2020-01-01', shown: ['late', 'on-order'] })
  })

  test('is late when its day is past the day first promised', async () => {
    await given({ pegged: 3, readyOn: '2999-12-04', firstPromise: '2999-12-01' })
    expect((await list()).rows[0]?.shown).toEqual(['late', 'on-order'])
  })
})

describe('filters', () => {
  beforeEach(() =>
    given(
      { title: 'open', openedAt: '2026-11-20T10:00:04Z', state: 'open', item: '901', location: '1' },
      { title: 'ready', openedAt: '2026-11-20T10:00:03Z', state: 'ready', item: '901', location: '2', order: '44' },
      { title: 'closed', openedAt: '2026-11-20T10:00:02Z', state: 'closed', item: '902', location: '2', line: '55' },
      { title: 'cancelled', openedAt: '2026-11-20T10:00:01Z', state: 'cancelled', item: '902', location: '2' },
    ),
  )

  test.each([
    ['', ['open', 'ready', 'closed', 'cancelled']],
    ['?state=ready', ['ready']],
    ['?state=active', ['open', 'ready']],
    ['?state=cancelled,open', ['open', 'cancelled']],
    ['?state=cancelled&state=open', ['open', 'cancelled']],
    ['?state=active&state=open', ['open', 'ready']],
    ['?state=', ['open', 'ready', 'closed', 'cancelled']],
    ['?itemId=901', ['open', 'ready']],
    ['?itemId=gid://shopify/InventoryItem/901', ['open', 'ready']],
    ['?itemId=gid%3A%2F%2Fshopify%2FInventoryItem%2F901&state=ready', ['ready']],
    ['?locationId=2', ['ready', 'closed', 'cancelled']],
    ['?locationId=2&state=closed', ['closed']],
    ['?orderId=44', ['ready']],
    ['?orderId=gid://shopify/Order/44', ['ready']],
    ['?lineId=55', ['closed']],
    ['?itemId=902&locationId=1', []],
    ['?limit=1&state=closed', ['closed']],
  ])('%s', async (query, expected) => {
    const page = await list(query)
    expect(page.rows.map((row) => row.title)).toEqual(expected)
    expect(page.total).toBe(expected.length)
  })
})

describe('what a line is told, as a filter', () => {
  const onOrder = { pegged: 3, readyOn: '2999-12-04', firstPromise: '2999-12-04', nextArrivalOn: '2999-12-04' }
  beforeEach(() =>
    given(
      { title: 'mug: nothing ordered', openedAt: '2026-11-20T10:00:09Z' },
      { title: 'mug: some ordered', openedAt: '2026-11-20T10:00:08Z', pegged: 2, nextArrivalOn: '2999-12-04' },
      { title: 'mug: all ordered', openedAt: '2026-11-20T10:00:07Z', ...onOrder },
      { title: 'mug: no day', openedAt: '2026-11-20T10:00:06Z', pegged: 3 },
      { title: 'mug: slipped', openedAt: '2026-11-20T10:00:05Z', ...onOrder, firstPromise: '2999-12-01' },
      { title: 'mug: overdue', openedAt: '2026-11-20T10:00:04Z', ...onOrder, nextArrivalOn: '2020-12-04' },
      { title: 'mug: some overdue', openedAt: '2026-11-20T10:00:03Z', pegged: 2, nextArrivalOn: '2020-12-04' },
      { title: 'mug: covered', openedAt: '2026-11-20T10:00:02Z', state: 'ready', covered: 5, backordered: 0 },
      { title: 'mug: over', openedAt: '2026-11-20T10:00:01Z', state: 'closed', covered: 0, backordered: 0 },
    ),
  )

  test.each(['to-order', 'on-order', 'late', 'no-date', 'ready'] as const)('%s', async (status) => {
    const told = (await list()).rows.filter((row) => row.shown.includes(status)).map((row) => row.title)
    expect(told.length).toBeGreaterThan(0)
    expect(await list(`?shown=${status}`)).toMatchObject({ total: told.length, totalIsExact: true })
    expect(await titles(`?shown=${status}`)).toEqual(told)
    expect(await titles(`?shown=${status}&state=active&query=mug`)).toEqual(told)
    expect(await titles(`?shown=${status}&state=cancelled`)).toEqual([])
  })
})

describe('a text', () => {
  beforeEach(() =>
    given(
      { title: 'Red mug, large', sku: 'MUG-85123A', orderName: '#1004', openedAt: '2026-11-20T10:00:03Z' },
      { title: 'T-light holder', sku: null, orderName: '#1040', openedAt: '2026-11-20T10:00:02Z' },
      { title: 'Muggle book', sku: '22086', orderName: 'EU-1004', openedAt: '2026-11-20T10:00:01Z', state: 'closed' },
    ),
  )

  test.each([
    ['1004', ['Red mug, large', 'Muggle book']],
    ['%231004', ['Red mug, large', 'Muggle book']],
    ['104', ['T-light holder']],
    ['mug', ['Red mug, large', 'Muggle book']],
    ['MUG', ['Red mug, large', 'Muggle book']],
    ['mug%201004%20red', ['Red mug, large']],
    ['85123a', ['Red mug, large']],
    ['light', ['T-light holder']],
    ['ight', []],
    ['%25', []],
    ['%F0%9F%98%80', []],
    ['mug%20%25', ['Red mug, large', 'Muggle book']],
    ['', ['Red mug, large', 'T-light holder', 'Muggle book']],
    ['mug&state=closed', ['Muggle book']],
  ])('finds every line with words that begin with %j', async (query, expected) => {
    expect(await titles(`?query=${query}`)).toEqual(expected)
  })

  test('is found through the index in a shop with many lines', async () => {
    const many = Array.from({ length: 2_500 }, (_, n) => ({
      sku: null,
      title: n % 5 === 0 ? `Plate ${n}` : `Bowl ${n}`,
      openedAt: new Date(Date.UTC(2026, 10, 1) + n * 1000).toISOString(),
    }))
    await given(...many)
    const found = await list('?query=mug&limit=1')
    expect(found).toMatchObject({ total: 2, totalIsExact: true })
    expect(await list('?query=mug&shown=to-order')).toMatchObject({ total: 1, totalIsExact: true })
    expect(found.rows[0]?.title).toBe('Red mug, large')
    expect(await titles(`?query=mug&limit=1&cursor=${found.next}`)).toEqual(['Muggle book'])
    expect(await list('?query=plate&limit=5')).toMatchObject({ total: 500, totalIsExact: true })
  })

  test.each([0, 2_500])('is found with accents and without, also among %d others', async (others) => {
    await given({ title: 'Żółw z Łodzi', sku: 'ØRE-1' }, { title: 'Straße', sku: null }, { title: 'L’été', sku: null })
    await given(...Array.from({ length: others }, (_, n) => ({ title: `Bowl ${n}`, sku: null })))
    for (const typed of ['zolw', 'ŻÓŁW', 'Z\u0307o\u0301łw', 'ore lodzi']) {
      expect(await titles(`?query=${encodeURIComponent(typed)}`)).toEqual(['Żółw z Łodzi'])
    }
    expect(await titles('?query=strasse')).toEqual(['Straße'])
    for (const typed of ['l’été', "L'ETE"])
      expect(await titles(`?query=${encodeURIComponent(typed)}`)).toEqual(['L’été'])
  })
})

describe('the order of the list', () => {
  const oldTitles = ['oldest', 'older', 'newer']
  beforeEach(async () => {
    await given(...oldTitles.toReversed().map((title, at) => ({ title, openedAt: `2026-11-0${3 - at}T10:00:00Z` })))
    // All of them were noticed in one moment, the newest order first.
    await asOwner(api.databaseUrl, `update backorder set opened_at = '2026-11-20T10:00:00Z'`)
  })

  test('is that of the orders, whenever their lines were noticed: the newest first, or the oldest', async () => {
    expect(await titles('')).toEqual(oldTitles.toReversed())
    expect(await titles('?sort=newest&state=open')).toEqual(oldTitles.toReversed())
    expect(await titles('?sort=oldest')).toEqual(oldTitles)
    expect(await titles('?sort=oldest&query=old')).toEqual(['oldest', 'older'])
    expect((await api.get('/api/backorders?sort=longest')).status).toBe(400)
  })

  test('is read page by page from the oldest on, and back', async () => {
    const first = await list('?sort=oldest&limit=2')
    expect(first.rows.map((row) => row.title)).toEqual(['oldest', 'older'])
    const second = await list(`?sort=oldest&limit=2&cursor=${first.next}`)
    expect([second.rows.map((row) => row.title), second.next]).toEqual([['newer'], null])
    expect(await titles(`?sort=oldest&limit=2&cursor=${second.previous}`)).toEqual(['oldest', 'older'])
    expect(
      await titles(`?sort=oldest&query=old&limit=1&cursor=${(await list('?sort=oldest&query=old&limit=1')).next}`),
    ).toEqual(['older'])
  })
})

describe('pages', () => {
  test('follow each other without gaps or doubles while new lines arrive', async () => {
    const at = (n: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, Math.floor(n / 3))).toISOString()
    await given(...Array.from({ length: 25 }, (_, n) => ({ title: `line ${n}`, openedAt: at(n) })))

    const read: string[] = []
    let cursor: string | null = null
    do {
      const page: BackorderListOutput = await list(`?limit=4${cursor === null ? '' : `&cursor=${cursor}`}`)
      read.push(...page.rows.map((row) => row.title))
      await given({ title: 'new', openedAt: '2026-11-21T00:00:00Z' })
      cursor = page.next
    } while (cursor !== null)
    expect(read).toEqual(Array.from({ length: 25 }, (_, n) => `line ${24 - n}`))
  })

  test('lead back to the first, which is whole', async () => {
    await given(...Array.from({ length: 7 }, (_, n) => ({ title: `line ${n}`, openedAt: `2026-11-20T10:00:0${n}Z` })))
    const first = await list('?limit=3')
    const second = await list(`?limit=3&cursor=${first.next}`)
    const third = await list(`?limit=3&cursor=${second.next}`)
    expect(third.rows.map((row) => row.title)).toEqual(['line 0'])
    expect(third.next).toBeNull()
    expect((await list(`?limit=3&cursor=${third.previous}`)).rows).toEqual(second.rows)
    const back = await list(`?limit=3&cursor=${second.previous}`)
    expect(back).toEqual(first)
    expect(back.previous).toBeNull()
  })

  test('tell lines apart that were opened in the same millisecond', async () => {
    await given(
      ...[1, 2, 3, 4].map((n) => ({ title: `line ${n}`, openedAt: `2026-11-20T10:00:00.00000${n}Z` })),
      ...[5, 6].map((n) => ({ title: `line ${n}`, openedAt: '2026-11-20T10:00:00.000009Z' })),
    )
    const first = await list('?limit=3')
    const rest = await list(`?limit=3&cursor=${first.next}`)
    expect([...first.rows, ...rest.rows].map((row) => row.title)).toEqual([6, 5, 4, 3, 2, 1].map((n) => `line ${n}`))
  })

  test('have fifty rows when no number is named, and 250 at most', async () => {
    await given(...Array.from({ length: 260 }, () => ({})))
    expect((await list()).rows).toHaveLength(50)
    expect((await list('?limit=250')).rows).toHaveLength(250)
    expect((await list()).total).toBe(260)
  })
})

test('a shop never sees the lines of another, even with the same ids', async () => {
  const ours = { order: '1', line: '2', item: '3', location: '4', title: 'ours' }
  const [, theirs] = await given(ours, { ...ours, shop: otherShop, title: 'theirs' })
  for (const query of ['', '?orderId=1', '?itemId=3', '?locationId=4', '?lineId=2', '?state=open', '?query=ours']) {
    expect((await list(query)).rows.map((row) => row.title)).toEqual(['ours'])
  }
  expect((await list('?query=theirs')).total).toBe(0)
  expect((await api.get(`/api/backorders/${theirs}`)).status).toBe(404)
  expect((await list('', otherShop)).rows.map((row) => row.shop)).toEqual([otherShop])
})
