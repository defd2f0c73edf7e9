// The app's theme extension as its merchant has it in the theme, and as App Bridge tells it to the app.
// https://shopify.dev/docs/api/app-home/apis/app
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { z } from 'zod'
import type { ShopState } from '../store/state.ts'

const folder = join(import.meta.dirname, '../../extensions/backorder-promise')
const schemaTag = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/
const schema = z.object({ name: z.string(), target: z.enum(['section', 'head', 'body', 'compliance_head']) })
const labels = z.record(z.string(), z.unknown())
const themeId = 'gid://shopify/OnlineStoreTheme/1'

export type AppBlock = {
  /** The name of its file. */
  readonly handle: string
  readonly name: string
  readonly target: z.infer<typeof schema>['target']
  readonly isOn: boolean
}

export function appBlocks(shop: ShopState): AppBlock[] {
  return readdirSync(join(folder, 'blocks')).map((file) => {
    const handle = file.replace('.liquid', '')
    const text = readFileSync(join(folder, 'blocks', file), 'utf8')
    const { name, target } = schema.parse(JSON.parse(schemaTag.exec(text)?.[1] ?? 'null'))
    return { handle, name: inEnglish(name), target, isOn: !shop.blocksOff.has(handle) }
  })
}

/** What `shopify.app.extensions()` resolves to. */
export function appExtensions(shop: ShopState) {
  const { handle } = z.object({ handle: z.string() }).parse(parse(read('shopify.extension.toml')))
  const activations = appBlocks(shop).map(({ handle: block, name, target, isOn }) => ({
    handle: block,
    name,
    target,
    status: isOn ? 'active' : 'available',
    activations: isOn ? [{ target: `template--${block}/main/${block}`, themeId }] : [],
  }))
  return [{ handle, type: 'theme_app_extension', activations }]
}

/** `t:product_promise.name` is a text of the theme editor's. */
function inEnglish(name: string): string {
  if (!name.startsWith('t:')) return name
  let found: unknown = JSON.parse(read('locales/en.default.schema.json'))
  for (const part of name.slice(2).split('.')) found = labels.parse(found)[part]
  return String(found)
}

function read(file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}
