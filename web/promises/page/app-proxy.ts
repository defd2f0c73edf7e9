import { Router } from 'express'
import { clock } from '../../platform/clock.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import type { Gates } from '../../platform/http/gate.ts'
import { goneOf } from '../../platform/http/gone.ts'
import { type Limits, limitRate } from '../../platform/http/limits.ts'
import type { Services } from '../../platform/services.ts'
import { shopName } from '../../platform/shopify/shop-name.ts'
import { loadShop } from '../../shop/store/shops.ts'
import { askForCollections, recordPagePath } from '../store/listed-products.ts'
import { type AwaitedVariant, loadAwaitedVariants, loadListPage } from '../store/listed-variants.ts'
import { loadTexts } from '../store/merchant-texts.ts'
import { availabilityFeed, readFeedIds, whichFeed } from './availability-feed.ts'
import { createBackorderPage, type PageFacts } from './backorder-page.ts'
import { pageWords } from './page-words.ts'
import { verifyProxied } from './verify-proxied.ts'

/** Liquid finds 20 products by their handles in a page, and the theme's own header and footer look for some as well. */
const variantsAPage = 15
const mostChoices = 100
const longestQuery = 4_096
const variantsARead = 5_000
/** What merchants may choose; before it may stand the language of the shopper. */
const pagePath = /\/(?:apps|a|community|tools)\/[\w-]{1,30}$/

type Parts = Pick<Services, 'db' | 'config' | 'log'> & {
  readonly limits: Pick<Limits, 'storefront'>
  readonly gates: Pick<Gates, 'storefront'>
}

/**
 * What shoppers see under the shop's own address, passed on by Shopify's app proxy: the page of everything on backorder,
 * and a file that says the same to feeds of products. Shopify renders what we answer inside the theme; it takes our headers over, so none of the dashboard's may be among
 * them. https://shopify.dev/docs/apps/build/online-store/app-proxies
 */
export function appProxy({ db, config, log, limits, gates }: Parts): Router {
  const render = createBackorderPage()
  const router = Router()

  router.all('/proxy{/*path}', (req, res, next) => {
    // What is turned away may be let in a moment later.
    res.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' })
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.set('Allow', 'GET, HEAD').status(405).type('text').send('This page can only be looked at.')
      return
    }
    const query = req.originalUrl.split('?').slice(1).join('?')
    if (query.length > longestQuery) {
      res.status(414).type('text').send('This address is too long.')
      return
    }
    const verdict = verifyProxied(config.shopify.apiSecrets, query, clock.now())
    if (!verdict.ok) {
      log.warn({ reason: verdict.reason }, 'a request for the storefront was turned away')
      res.status(401).type('text').send('Only the shop itself can show this page.')
      return
    }
    res.locals['shop'] = shopName(verdict.shop)
    res.locals['asked'] = verdict.asked
    res.locals['path'] = verdict.path
    next()
  })
  router.use('/proxy', limitRate(limits.storefront, 'shop'))

  router.get('/proxy', async (_req, res) => {
    const shop: string | null = res.locals['shop']
    const asked: ReadonlyMap<string, string> = res.locals['asked']
    const find = (name: string) => findPage(name, asked, res.locals['path'])
    const facts = shop && (await gates.storefront(shop, () => find(shop), { signal: goneOf(res) }))
    if (!facts) {
      res.status(404).type('text').send('There is no such page.')
      return
    }
    // Whoever keeps it asks again each time: the theme shows a shopper's own cart around it, and stock that moves. What
    // comes of it is Shopify's page, so a tag by which our answer could be known again would tell of the wrong thing.
    res.set({ 'Cache-Control': 'private, no-cache', 'Content-Type': 'application/liquid; charset=utf-8' })
    res.end(render(facts))
  })
  router.get('/proxy/availability.tsv', async (_req, res) => {
    const shop: string | null = res.locals['shop']
    const ids = readFeedIds(res.locals['asked'])
    if (ids === null) {
      res.status(400).type('text').send(whichFeed)
      return
    }
    const variants = shop && (await gates.storefront(shop, () => findAwaited(shop), { signal: goneOf(res) }))
    if (!variants) {
      res.status(404).type('text').send('There is no such page.')
      return
    }
    res.set('Content-Type', 'text/tab-separated-values; charset=utf-8').send(availabilityFeed(variants, ids))
  })
  router.use('/proxy', (_req, res) => {
    res.status(404).type('text').send('There is no such page.')
  })

  async function findPage(
    name: string,
    asked: ReadonlyMap<string, string>,
    address: string,
  ): Promise<PageFacts | null> {
    const shopId = await findShop(name)
    if (shopId === null) return null
    return await withShopSql(db, shopId, async (tx) => {
      const page = await loadPage(tx, asked)
      const [path] = pagePath.exec(address) ?? []
      if (path !== undefined) await recordPagePath(tx, path)
      await askForCollections(tx)
      return page
    })
  }

  async function findAwaited(name: string): Promise<AwaitedVariant[] | null> {
    const shopId = await findShop(name)
    if (shopId === null) return null
    const variants: AwaitedVariant[] = []
    for (let read = variantsARead; read === variantsARead; ) {
      const after = variants.at(-1)?.variantId ?? ''
      const more = await withShopSql(db, shopId, (tx) => loadAwaitedVariants(tx, after, variantsARead))
      read = more.length
      variants.push(...more)
    }
    return variants
  }

  /** Null where the app is not in the shop. */
  async function findShop(name: string): Promise<string | null> {
    const known = await loadShop(db, name)
    return known === null || known.uninstalledAt !== null ? null : known.shopId
  }
  return router
}

async function loadPage(tx: ShopSql, asked: ReadonlyMap<string, string>): Promise<PageFacts> {
  // PostgreSQL's text has no NUL character, and no vendor or collection has one either.
  const wished = (name: string) => asked.get(name)?.replaceAll('\u0000', '\ufffd') || null
  const filter = { vendor: wished('vendor'), collection: wished('collection') }
  const wish = { ...filter, page: pageNumber(asked.get('page')), size: variantsAPage, mostChoices }
  const list = await loadListPage(tx, wish)
  return { ...list, ...filter, texts: await loadTexts(tx, Object.keys(pageWords)) }
}

function pageNumber(text: string | undefined): number {
  return /^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : 1
}
