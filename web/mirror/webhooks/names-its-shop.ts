import { z } from 'zod'
import { shopName } from '../../platform/shopify/shop-name.ts'
import { parseLosslessly } from './payloads/json.ts'

type Addressed = { readonly shop: string; readonly topic: string }

/** Where bodies name their shop. */
const names = ['myshopify_domain', 'shop_domain'] as const
const marks = names.map((name) => Buffer.from(`"${name}"`))

/** By topic, what its body says in any case: what these topics ask for cannot be undone. */
const required: ReadonlyMap<string, (typeof names)[number]> = new Map([
  ['app/uninstalled', 'myshopify_domain'],
  ['shop/redact', 'shop_domain'],
  ['customers/redact', 'shop_domain'],
  ['customers/data_request', 'shop_domain'],
])

const said = z.object({ myshopify_domain: z.unknown().optional(), shop_domain: z.unknown().optional() })

/**
 * Whether a body is no other shop's, as far as it tells: where it names its shop, that is the one, and bodies that always do
 * so have done it. Orders, stock and wares name no shop: whose they are, nobody can tell from them.
 */
export function namesItsShop({ shop, topic }: Addressed, body: Buffer): boolean {
  const needed = required.get(topic)
  // Found as bytes: within a text, a quotation mark has a backslash before it.
  if (needed === undefined && !marks.some((mark) => body.includes(mark))) return true
  const told = read(body)
  const isAnothers = names.some((name) => told?.[name] != null && shopName(told[name]) !== shop)
  return !isAnothers && (needed === undefined || told?.[needed] != null)
}

function read(body: Buffer): z.infer<typeof said> | null {
  try {
    return said.parse(parseLosslessly(body))
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
