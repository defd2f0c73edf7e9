import { join } from 'node:path'
import { Liquid } from 'liquidjs'
import { moneyFormat } from './money-format.ts'
import { type BlockPage, type BlockSchema, extensionAssets, type ThemeExtension } from './theme-extension.ts'

const folder = join(import.meta.dirname, 'theme')
/** Where app blocks are unless the merchant takes them out: on the product page, and on every card of the list. */
const blocksOf: Readonly<Record<string, string>> = { product: 'product-promise', index: 'promise-badge' }
/** App embeds, which stand at the end of every page's body. */
const embeds = ['cart-promise']
const tints = 6

/** What Liquid sees everywhere, snippets included. */
export type PageGlobals = {
  shop: { name: string; currency: string; timezone: string }
  routes: Record<string, string>
  request: { locale: { iso_code: string } }
  cart: unknown
  /** Seen by the app's blocks alone. */
  appMetafields: NonNullable<BlockPage['appMetafields']>
}

type StorePage = {
  template: string
  /** Blocks of the app that the merchant has taken out of the theme. */
  blocksOff: { has(block: string): boolean }
  globals: PageGlobals
  /** What this template sees. */
  scope: Record<string, unknown>
}

export type Theme = {
  render(page: StorePage): Promise<string>
  /** A part of a page by itself, as Shopify's Section Rendering API answers it. */
  renderSection(name: string, globals: PageGlobals): Promise<string>
}

/** The small theme of the storefront, rendered as Shopify does: the template first, then the layout around it. */
export function createTheme(extension: ThemeExtension): Theme {
  const liquid = new Liquid({
    root: [join(folder, 'templates'), folder],
    partials: [join(folder, 'snippets'), folder],
    extname: '.liquid',
    outputEscape: 'escape',
    cache: true,
    strictFilters: true,
  })
  liquid.registerFilter('asset_url', (name: string) => `/storefront-assets/${name}`)
  liquid.registerFilter('money', function money(cents: number) {
    return moneyFormat(cents, String(this.context.getSync(['shop', 'currency'])))
  })
  liquid.registerFilter('pluralize', (count: number, one: string, many: string) => (count === 1 ? one : many))
  liquid.registerFilter('initials', initials)
  liquid.registerFilter('tint', tint)

  const renderBlock = (block: string, product: unknown, { request, shop, cart, routes, appMetafields }: PageGlobals) =>
    extension.render(block, {
      product,
      cart,
      routes,
      appMetafields,
      locale: request.locale.iso_code,
      timezone: shop.timezone,
    })

  return {
    render: async ({ template, globals, scope, blocksOff }) => {
      const placed = blocksOf[template]
      const block = placed !== undefined && blocksOff.has(placed) ? undefined : placed
      const embedded = embeds.filter((name) => !blocksOff.has(name))
      const render = (product: unknown) => (block === undefined ? '' : renderBlock(block, product, globals))
      const blocks =
        template === 'index' ? await Promise.all(productsOf(scope).map(render)) : await render(scope['product'])
      const content = await liquid.renderFile(template, { ...scope, app_blocks: blocks }, { globals })
      const bodies = await Promise.all(embedded.map((name) => renderBlock(name, scope['product'], globals)))
      const used = [...(block === undefined ? [] : [block]), ...embedded]
      const around = {
        ...scope,
        template,
        content_for_header: [...new Set(used.flatMap((name) => assetTags(extension.blocks.get(name))))].join(''),
        content_for_layout: content,
        app_embeds: bodies.join(''),
      }
      return liquid.renderFile('layout', around, { globals })
    },
    renderSection: (name, globals) => liquid.renderFile(`sections/${name}`, {}, { globals }),
  }
}

function productsOf(scope: Record<string, unknown>): unknown[] {
  return Array.isArray(scope['products']) ? scope['products'] : []
}

/** Shopify loads what a block's schema names once in a page: style in the head, script when it comes. */
function assetTags({ javascript, stylesheet }: Pick<BlockSchema, 'javascript' | 'stylesheet'> = {}): string[] {
  return [
    ...(stylesheet === undefined ? [] : [`<link rel="stylesheet" href="${extensionAssets}/${stylesheet}">`]),
    ...(javascript === undefined ? [] : [`<script src="${extensionAssets}/${javascript}" async></script>`]),
  ]
}

/** A product keeps its tint; neighbours, whose ids are a few apart, seldom share one. */
function tint(id: string): number {
  const mixed = [...id].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 9973, 7)
  return mixed % tints
}

function initials(title: string): string {
  const words = title.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')
}
