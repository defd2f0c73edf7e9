import type { Config } from '../config.ts'

const shopifyCdn = 'https://cdn.shopify.com'
const shopifyAdmin = 'https://admin.shopify.com'
const appBridge = `${shopifyCdn}/shopifycloud/app-bridge.js`

export function appBridgeUrl({ standIn }: Config): string {
  return standIn.appBridgeUrl ?? appBridge
}

/**
 * The dashboard's headers for one document. Only the shop's own admin may frame it, so they differ from shop to shop:
 * https://shopify.dev/docs/apps/build/security/set-up-iframe-protection
 */
export function pageHeaders(config: Config, shop: string | null): Record<string, string> {
  const bridge = new URL(appBridgeUrl(config)).origin
  // Merchants' own files lie on the same host, below /s/files/.
  const scripts = config.standIn.appBridgeUrl ? bridge : `${shopifyCdn}/shopifycloud/`
  const pictures = config.standIn.shopifyOrigin ? ` ${new URL(config.standIn.shopifyOrigin).origin}` : ''
  const policy = [
    `default-src 'none'`,
    `script-src 'self' ${scripts}`,
    // Polaris sets style attributes, and its typeface comes from Shopify's CDN. Browsers that know the difference take
    // no style sheet from inside the page.
    `style-src 'self' 'unsafe-inline' ${shopifyCdn}`,
    `style-src-elem 'self' ${shopifyCdn}`,
    `font-src 'self' ${shopifyCdn}`,
    `img-src 'self' data: ${shopifyCdn}${pictures}`,
    `connect-src 'self' ${bridge} https://*.shopify.com https://*.shopifysvc.com`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors ${frameAncestors(config, shop)}`,
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    // The address holds a session token; it must not travel on to other sites.
    'Referrer-Policy': 'origin',
    'Cache-Control': 'no-store',
  }
}

function frameAncestors({ standIn }: Config, shop: string | null): string {
  if (shop === null) return `'none'`
  return standIn.adminOrigin ?? `https://${shop} ${shopifyAdmin}`
}
