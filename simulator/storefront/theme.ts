import { join } from 'node:path'
import { Liquid } from 'liquidjs'
import { moneyFormat } from './money-format.ts'

const folder = join(import.meta.dirname, 'theme')
const tints = 6

export type StorePage = {
  template: string
  /** What Liquid sees everywhere, snippets included: `shop`, `routes`. */
  globals: { shop: { name: string; currency: string }; routes: Record<string, string> }
  /** What this template sees. */
  scope: Record<string, unknown>
}

export type Theme = { render(page: StorePage): Promise<string> }

/** The small theme of the storefront, rendered as Shopify does: the template first, then the layout around it. */
export function createTheme(): Theme {
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
      const content = await liquid.renderFile(template, scope, { globals })
      return liquid.renderFile('layout', { ...scope, template, content_for_layout: content }, { globals })
    },
  }
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
