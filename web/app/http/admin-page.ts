import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Router, static as serveFiles } from 'express'
import type { Logger } from 'pino'
import type { Config } from '../../platform/config.ts'
import { invariant, TooBusy } from '../../platform/errors.ts'
import { goneOf } from '../../platform/http/gone.ts'
import { appBridgeUrl, pageHeaders } from '../../platform/http/page-headers.ts'
import { verifySessionToken } from '../../platform/shopify/access/session-token.ts'
import { shopName } from '../../platform/shopify/shop-name.ts'
import { type ConnectParts, connectShop } from '../../shop/http/connect-shop.ts'

const builtDashboard = fileURLToPath(new URL('../../frontend/dist', import.meta.url))

type Parts = ConnectParts & { readonly config: Config; readonly log: Logger; readonly dist?: string }

/**
 * The dashboard inside Shopify's admin: its files, and one document for every address. The admin loads the document
 * with a session token in `id_token`, which is where a shop gets connected. The document itself holds nothing of any
 * shop, so it is served without a valid token too; the API behind it is what asks for one.
 */
export function adminPage({ dist = builtDashboard, config, log, ...parts }: Parts): Router {
  const router = Router()
  const assets = { immutable: true, maxAge: '365d', index: false, fallthrough: false } as const
  router.use('/assets', serveFiles(join(dist, 'assets'), assets))

  router.get('/{*path}', async (req, res, next) => {
    if (!req.accepts('html')) {
      next()
      return
    }
    const { id_token: token } = req.query
    const asking = {
      occasion: 'opening',
      check: await verifySessionToken(parts.shopify, typeof token === 'string' ? token : undefined),
      signal: goneOf(res),
    } as const
    const connection = await connectShop(parts, asking).catch(ifTooBusy)
    // Older than frame-ancestors and blind to it: where both are sent, some browsers obey this one.
    res.removeHeader('X-Frame-Options')
    if (connection === 'too-busy') {
      const again = { 'Retry-After': '5', Refresh: '5' }
      res
        .status(429)
        .set({ ...pageHeaders(config, shopName(req.query['shop'])), ...again })
        .type('html')
        .send(busy)
      return
    }
    if (connection.kind === 'without-token') {
      log.error({ shop: connection.shop, err: connection.error }, 'no offline token for the shop')
    }
    const shop = connection.kind === 'untrusted' ? shopName(req.query['shop']) : connection.shop
    const html = await readDashboard(dist)
    res.status(html === null ? 503 : 200).set(pageHeaders(config, shop))
    res.type('html').send(html === null ? notBuilt : withAppBridge(html, config))
  })
  return router
}

const notBuilt =
  '<!doctype html><title>Backline</title><p>The dashboard is not built yet. Run <code>npm run build</code>.'

const busy =
  '<!doctype html><title>Backline</title><p>Backline has too much else to do. This page comes again by itself.'

function ifTooBusy(error: unknown): 'too-busy' {
  if (error instanceof TooBusy) return 'too-busy'
  throw error
}

/** Null: it is not built. */
export async function readDashboard(dist: string = builtDashboard): Promise<string | null> {
  try {
    return await readFile(join(dist, 'index.html'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

// The App Store asks for App Bridge to be the first script of the page.
function withAppBridge(html: string, config: Config): string {
  const head = '<head>'
  invariant(html.includes(head), 'the dashboard must have a plain <head>')
  const key = `<meta name="shopify-api-key" content="${escaped(config.shopify.apiKey)}" />`
  const script = `<script src="${escaped(appBridgeUrl(config))}"></script>`
  return html.replace(head, () => head + key + script)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
