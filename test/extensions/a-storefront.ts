import { join } from 'node:path'
import { type BlockPage, readThemeExtension } from '../../simulator/storefront/theme-extension.ts'

export const extensionFolder = join(import.meta.dirname, '../../extensions/backorder-promise')
export const extension = readThemeExtension(extensionFolder)

/** The day on which every test of the words takes place. */
export const today = new Date('2026-11-22T12:00:00Z')

export type Promised = {
  v?: unknown
  state?: unknown
  from?: unknown
  to?: unknown
  room?: unknown
  units?: unknown
  elsewhere?: unknown
  delayed?: unknown
  note?: string
  at?: string
  hide?: boolean
}

/** A backorder that nobody can date, unless said otherwise. */
export function aPromise(parts: Promised = {}): Promised {
  return { v: 1, state: 'backorder', from: null, to: null, room: null, at: '2026-11-22T08:00:00Z', ...parts }
}

export function aVariant(parts: Record<string, unknown> = {}, promise: unknown = aPromise()) {
  return {
    id: '11',
    inventory_management: 'shopify',
    inventory_policy: 'continue',
    inventory_quantity: 0,
    metafields: promise === null ? {} : { $app: { promise: { value: promise } } },
    ...parts,
  }
}

export function aProduct(...variants: ReturnType<typeof aVariant>[]) {
  return { id: '1', handle: 'mug', selected_or_first_available_variant: variants[0], variants }
}

/** What the page says about its first variant, and what the script would say of a quantity beyond the stock. */
export async function wordsOf(variant: ReturnType<typeof aVariant>, page: Omit<BlockPage, 'product'> = {}) {
  const html = await extension.render('product-promise', { product: aProduct(variant), ...page })
  return {
    html,
    shown: textOf(/data-words>(.*?)<\/p>/s.exec(html)?.[1] ?? ''),
    beyond: textOf(/data-part="words">(.*?)<\/span>\s*(?:<span data-part|<\/template>)/s.exec(html)?.[1] ?? ''),
    undated: textOf(/data-part="undated">(.*?)<\/span>\s*(?:<span data-part|<\/template>)/s.exec(html)?.[1] ?? ''),
    over: textOf(/data-part="over">(.*?)<\/span>/s.exec(html)?.[1] ?? ''),
  }
}

/** The merchant's texts as the app publishes them. */
export function textsOf(texts: Record<string, Record<string, string>>) {
  return { backline: { texts: { value: { v: 1, texts } } } }
}

function textOf(html: string): string {
  const plain = html.replaceAll('<span data-rest></span>', '#').replaceAll(/<span data-now>(\d+)<\/span>/g, '$1')
  return plain.replaceAll('&#39;', '’')
}
