import { join } from 'node:path'
import { Liquid } from 'liquidjs'
import { moneyFormat } from './money-format.ts'
import type { BlockSchema, ThemeExtension } from './theme-extension.ts'

const folder = join(import.meta.dirname, 'theme')
/** Where the merchant has put app blocks in the theme editor: on the product page, and on every card of the list. */
const blocksOf: Readonly<Record<string, string>> = { product: 'product-promise', index: 'promise-badge' }
const tints = 6

export const extensionAssets = '/storefront-assets/backorder-promise'

export type StorePage = {
  template: string
  /** What Liquid sees everywhere, snippets included: `shop`, `routes`. */
  globals: {
    shop: { name: string; currency: string; timezone: string }
    routes: Record<string, string>
    request: { locale: { iso_code: string } }
  }
  /** What this template sees. */
  scope: Record<string, unknown>
}

export type Theme = { render(page: StorePage): Promise<string> }

/** The small theme of the storefront, rendered as Shopify does: the template first, then the layout around it. */
export function createTheme(extension: ThemeExtension): Theme {
  const liquid = new Liquid({
    root: [join(folder, 'templates'), folder],
    partials: join(folder, 'snippets'),
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

  return {
    render: async ({ template, globals, scope }) => {
      const block = blocksOf[template]
      const render = (product: unknown) =>
        block === undefined
          ? ''
          : extension.render(block, {
              product,
              locale: globals.request.locale.iso_code,
              timezone: globals.shop.timezone,
            })
      const blocks =
        template === 'index' ? await Promise.all(productsOf(scope).map(render)) : await render(scope['product'])
      const content = await liquid.renderFile(template, { ...scope, app_blocks: blocks }, { globals })
      const header = block === undefined ? '' : assetTags(extension.blocks.get(block))
      const around = { ...scope, template, content_for_header: header, content_for_layout: content }
      return liquid.renderFile('layout', around, { globals })
    },
  }
}

function productsOf(scope: Record<string, unknown>): unknown[] {
  return Array.isArray(scope['products']) ? scope['products'] : []
}

/** Shopify loads what a block's schema names once in a page: style in the head, script when it comes. */
function assetTags(schema: BlockSchema | undefined): string {
  const { javascript, stylesheet } = schema ?? {}
  const style = stylesheet === undefined ? '' : `<link rel="stylesheet" href="${extensionAssets}/${stylesheet}">`
  return javascript === undefined ? style : `${style}<script src="${extensionAssets}/${javascript}" async></script>`
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
