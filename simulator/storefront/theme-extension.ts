// The app's theme extension as Shopify renders it: its blocks in Liquid of their own, apart from the theme's.
// https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Liquid, type Template } from 'liquidjs'
import { z } from 'zod'
import { readLocales } from './locales.ts'

const schemaTag = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/
const blockSchema = z.object({
  javascript: z.string().optional(),
  stylesheet: z.string().optional(),
  settings: z.array(z.object({ type: z.string(), id: z.string().optional(), default: z.unknown().optional() })),
})

/** Where the storefront serves the extension's assets. */
export const extensionAssets = '/storefront-assets/backorder-promise'

export type BlockSchema = z.infer<typeof blockSchema>

export type BlockPage = {
  /** The page's product: a product setting with `autofill` is bound to it. */
  product: unknown
  /** The shopper's cart, which an app embed sees on every page. */
  cart?: unknown
  routes?: Readonly<Record<string, string>>
  /** What the app wrote about its own installation, by namespace and key. */
  appMetafields?: Readonly<Record<string, Readonly<Record<string, { value: unknown }>>>>
  /** What the merchant set differently from the defaults. */
  settings?: Readonly<Record<string, unknown>>
  locale?: string
  timezone?: string
  designMode?: boolean
}

export type ThemeExtension = {
  readonly blocks: ReadonlyMap<string, BlockSchema>
  render(block: string, page: BlockPage): Promise<string>
  /** What Liquid sees in a block of the page. */
  seenBy(block: string, page: BlockPage): { block: object; globals: object }
}

/** Liquid of one time zone, and the blocks that it has read. */
type Engine = { liquid: Liquid; templates: Map<string, Template[]> }

export function readThemeExtension(folder: string): ThemeExtension {
  const translate = readLocales(join(folder, 'locales'))
  const texts = new Map(
    readdirSync(join(folder, 'blocks')).map((file) => [
      file.replace('.liquid', ''),
      readFileSync(join(folder, 'blocks', file), 'utf8'),
    ]),
  )
  const blocks = new Map([...texts].map(([name, text]) => [name, schemaOf(text)]))
  const engines = new Map<string, Engine>()

  const engineOf = (timezone: string): Engine => {
    const known = engines.get(timezone)
    if (known) return known
    const liquid = new Liquid({
      partials: join(folder, 'snippets'),
      extname: '.liquid',
      cache: true,
      strictFilters: true,
      timezoneOffset: timezone,
    })
    liquid.registerFilter('t', function t(key: string, ...values: [string, unknown][]) {
      const locale = String(this.context.getSync(['request', 'locale', 'iso_code']))
      return translate(locale, key, Object.fromEntries(values))
    })
    // Shopify's leaves nothing in it that could end a script.
    liquid.registerFilter('json', (value: unknown) => JSON.stringify(value ?? null).replaceAll('<', '\\u003c'))
    liquid.registerFilter('asset_url', (name: string) => `${extensionAssets}/${name}`)
    const engine: Engine = { liquid, templates: new Map() }
    engines.set(timezone, engine)
    return engine
  }

  const seenBy = (name: string, page: BlockPage) => {
    const schema = blocks.get(name)
    if (!schema) throw new Error(`The extension has no block ${name}.`)
    const { product, settings = {}, locale = 'en', designMode = false } = page
    return {
      block: {
        settings: { ...defaultsOf(schema, product), ...settings },
        shopify_attributes: designMode ? `data-shopify-editor-block='{"type":"${name}"}'` : '',
      },
      globals: {
        request: { locale: { iso_code: locale }, design_mode: designMode },
        app: { metafields: page.appMetafields ?? {} },
        routes: page.routes ?? {},
        cart: page.cart ?? null,
        product,
      },
    }
  }

  return {
    blocks,
    seenBy,
    render: async (name, page) => {
      const { block, globals } = seenBy(name, page)
      const { liquid, templates } = engineOf(page.timezone ?? 'UTC')
      const template = templates.get(name) ?? liquid.parse((texts.get(name) ?? '').replace(schemaTag, ''))
      templates.set(name, template)
      const html: string = await liquid.render(template, { block }, { globals })
      return html.trim()
    },
  }
}

function schemaOf(text: string): BlockSchema {
  return blockSchema.parse(JSON.parse(schemaTag.exec(text)?.[1] ?? 'null'))
}

function defaultsOf(schema: BlockSchema, product: unknown): Record<string, unknown> {
  return Object.fromEntries(
    schema.settings.flatMap(({ id, type, default: value }) =>
      id === undefined ? [] : [[id, type === 'product' ? product : value]],
    ),
  )
}
