import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ShopSql, withShopSql } from '../../web/platform/db/with-shop.ts'
import { AccessLost, ShopifyBusy, ShopifyRefused } from '../../web/platform/errors.ts'
import type { Services } from '../../web/platform/services.ts'
import { publishTexts } from '../../web/promises/jobs/publish-texts.ts'
import { markTextsDue, writeText } from '../../web/promises/store/merchant-texts.ts'
import { loadTextsPublishing } from '../../web/promises/store/published-texts.ts'
import { hearOfRemoval, loadTokens, recordUninstall } from '../../web/shop/store/removal.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'
import { aFloor } from '../support/lane/a-lane.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
let shop: string
/** The metafield as Shopify has it, and each value that it was given. */
let shopify: { value: string | null; given: string[] }
/** What happens in the call of this name, before Shopify does it or after. */
let mishaps: { before: Record<string, () => void>; after: Record<string, () => unknown> }

beforeAll(async () => {
  floor = await aFloor()
})
afterAll(() => floor.close())
beforeEach(async () => {
  shop = `texts-${randomUUID()}.myshopify.com`
  shopify = { value: null, given: [] }
  mishaps = { before: {}, after: {} }
  await asOwner(floor.db.ownerUrl, 'insert into shop (shop_id) values ($1)', [shop])
})

const installation = 'gid://shopify/AppInstallation/1'

async function answer(_shop: string, operation: string, variables: object): Promise<unknown> {
  mishaps.before[operation]?.()
  if (operation === 'read-texts') {
    const metafield = shopify.value === null ? null : { value: shopify.value }
    return { currentAppInstallation: { id: installation, metafield } }
  }
  const { metafields } = variables as { metafields: { value: string }[] }
  expect(metafields).toEqual([
    { ownerId: installation, namespace: 'backline', key: 'texts', type: 'json', value: expect.any(String) },
  ])
  shopify.value = metafields[0]?.value ?? null
  shopify.given.push(shopify.value ?? '')
  await mishaps.after[operation]?.()
  return { metafieldsSet: { userErrors: [] } }
}

const inShop = <T>(work: (tx: ShopSql) => Promise<T>) => withShopSql(floor.db, shop, work)
const publish = () => {
  // The job uses no more of the services than these.
  const services = { db: floor.db, admin: { run: answer }, log: pino({ level: 'silent' }) } as unknown as Services
  return publishTexts(services, shop)
}
const says = (key: string, language: string, words: string | null) =>
  inShop(async (tx) => {
    await markTextsDue(tx)
    const [known] = await tx.query<{ version: number }>(
      'select version::float8 as version from merchant_text where shop_id = $1 and key = $2 and language = $3',
      [key, language],
    )
    await writeText(tx, { key, language, words, version: known?.version ?? null })
  })
const state = () => inShop((tx) => loadTextsPublishing(tx))
const lies = () => JSON.parse(shopify.value ?? 'null')
const later = () =>
  asOwner(floor.db.ownerUrl, `update published_texts set due_at = now() where shop_id = $1 and due_at is not null`, [
    shop,
  ])
const isSwept = async () => {
  const rows = await queryAsOwner<{ shop: string }>(floor.db.ownerUrl, 'select shops_with_texts() as shop')
  return rows.some((row) => row.shop === shop)
}

describe('the texts that themes read', () => {
  test('are given to Shopify by key and language, and again only where they differ', async () => {
    await says('backorder-day', 'de', 'Kommt am [day]')
    await says('backorder-day', 'pt-BR', 'Chega em [day]')
    await says('note-spring', 'en', 'In spring')
    expect([await isSwept(), (await state()).isWaiting]).toEqual([true, true])
    await publish()
    expect(lies()).toEqual({
      v: 1,
      texts: {
        'backorder-day': { de: 'Kommt am [day]', 'pt-BR': 'Chega em [day]' },
        'note-spring': { en: 'In spring' },
      },
    })
    expect(await state()).toEqual({ at: expect.any(String), isWaiting: false, trouble: null })
    expect(await isSwept()).toBe(false)
    await says('backorder-day', 'de', 'Kommt am [day]')
    await publish()
    expect(shopify.given).toHaveLength(1)
  })

  test('are taken back when nothing is left of them, and never given where there were none', async () => {
    await says('note-spring', 'en', null)
    await publish()
    expect(shopify.given).toEqual([])
    await says('note-spring', 'en', 'In spring')
    await publish()
    await says('note-spring', 'en', null)
    await publish()
    expect(lies()).toEqual({ v: 1, texts: {} })
  })

  test('replace what is not to be read', async () => {
    shopify.value = '{"v":2'
    await says('note-spring', 'en', 'In spring')
    await publish()
    expect(lies()).toMatchObject({ v: 1 })
  })
})

describe('where something goes wrong', () => {
  test('an answer that was lost after writing leads to no second writing', async () => {
    await says('note-spring', 'en', 'In spring')
    mishaps.after['write-texts'] = () => {
      throw new Error('the process died')
    }
    await expect(publish()).rejects.toThrow('died')
    expect((await state()).isWaiting).toBe(true)
    mishaps = { before: {}, after: {} }
    await publish()
    expect(shopify.given).toHaveLength(1)
    expect(await state()).toEqual({ at: expect.any(String), isWaiting: false, trouble: null })
  })

  test('words that are changed while they are written are written after them', async () => {
    await says('note-spring', 'en', 'In spring')
    mishaps.after['write-texts'] = async () => {
      mishaps = { before: {}, after: {} }
      await says('note-spring', 'en', 'In summer')
    }
    await publish()
    expect(lies().texts).toEqual({ 'note-spring': { en: 'In summer' } })
    expect(shopify.given).toHaveLength(2)
    expect((await state()).isWaiting).toBe(false)
  })

  test.each(['read-texts', 'write-texts'])('a busy Shopify is asked again later: %s', async (operation) => {
    await says('note-spring', 'en', 'In spring')
    mishaps.before[operation] = () => {
      throw new ShopifyBusy('throttled', { retryAfterMs: 60_000 })
    }
    await publish()
    expect([await state(), await isSwept()]).toEqual([{ at: null, isWaiting: true, trouble: null }, false])
    mishaps = { before: {}, after: {} }
    await later()
    await publish()
    expect(shopify.given).toHaveLength(1)
  })

  test('what Shopify refuses is told, tried less and less often, and at once when words are changed', async () => {
    await says('note-spring', 'en', 'In spring')
    mishaps.before['write-texts'] = () => {
      throw new ShopifyRefused('Value is too long.', { code: 'TOO_LONG' })
    }
    await publish()
    expect(await state()).toEqual({ at: null, isWaiting: true, trouble: 'Value is too long.' })
    expect(await isSwept()).toBe(false)
    mishaps = { before: {}, after: {} }
    await says('note-spring', 'en', 'Spring')
    await publish()
    expect(await state()).toMatchObject({ isWaiting: false, trouble: null })
  })

  test('a shop that lets us in no longer is left alone until it has a token', async () => {
    await says('note-spring', 'en', 'In spring')
    mishaps.before['read-texts'] = () => {
      throw new AccessLost('the token is gone')
    }
    await publish()
    await later()
    await asOwner(floor.db.ownerUrl, `update shop set attention = 'lost' where shop_id = $1`, [shop])
    expect(await isSwept()).toBe(false)
    await asOwner(floor.db.ownerUrl, 'update shop set attention = null where shop_id = $1', [shop])
    expect(await isSwept()).toBe(true)
  })

  test('an app that was removed and comes back gives its texts again', async () => {
    await says('note-spring', 'en', 'In spring')
    await publish()
    await inShop(async (tx) => {
      const removedAt = new Date().toISOString()
      await hearOfRemoval(tx, removedAt)
      await recordUninstall(tx, removedAt, await loadTokens(tx))
    })
    shopify.value = null
    expect(await isSwept()).toBe(false)
    await asOwner(floor.db.ownerUrl, 'update shop set uninstalled_at = null where shop_id = $1', [shop])
    expect(await isSwept()).toBe(true)
    await publish()
    expect(lies().texts).toEqual({ 'note-spring': { en: 'In spring' } })
  })

  test('once a day what Shopify has is looked at, and mended', async () => {
    await says('note-spring', 'en', 'In spring')
    await publish()
    shopify.value = null
    await publish()
    expect(shopify.value).toBeNull()
    await asOwner(
      floor.db.ownerUrl,
      `update published_texts set checked_at = now() - interval '21 hours' where shop_id = $1`,
      [shop],
    )
    expect(await isSwept()).toBe(true)
    await publish()
    expect(lies().texts).toEqual({ 'note-spring': { en: 'In spring' } })
  })
})
