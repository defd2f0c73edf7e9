// A shopper's cart: https://shopify.dev/docs/api/ajax/reference/cart. Units of a variant with the same properties are one
// line, and the newest line comes first.
import { createHash } from 'node:crypto'

export type CartLine = {
  readonly variantId: string
  readonly quantity: number
  readonly properties: Readonly<Record<string, string>>
}

export type Cart = readonly CartLine[]

/** Which line is meant: its place from 1, its key, or its variant. */
export type LineChoice = { readonly line?: number | undefined; readonly id?: string | undefined }

export type LineChange = {
  readonly quantity?: number | undefined
  readonly properties?: Readonly<Record<string, string>> | undefined
}

/** Another key as soon as the properties are others. */
export function lineKey({ variantId, properties }: CartLine): string {
  const sorted = Object.entries(properties).sort(([one], [other]) => (one < other ? -1 : 1))
  return `${variantId}:${createHash('md5')
    .update(JSON.stringify([variantId, ...sorted]))
    .digest('hex')}`
}

export function addLine(cart: Cart, added: CartLine): Cart {
  const same = cart.find((line) => lineKey(line) === lineKey(added))
  if (!same) return [added, ...cart]
  return cart.map((line) => (line === same ? { ...line, quantity: line.quantity + added.quantity } : line))
}

/** Null where there is no such line. Nothing is left of a line of no units; lines that became the same are one. */
export function changeLine(cart: Cart, choice: LineChoice, change: LineChange): Cart | null {
  const chosen = findLine(cart, choice)
  if (!chosen) return null
  const changed = {
    ...chosen,
    quantity: change.quantity ?? chosen.quantity,
    properties: change.properties ?? chosen.properties,
  }
  return tidy(cart.map((line) => (line === chosen ? changed : line)))
}

/** Quantities by place, or by key or variant. */
export function updateLines(cart: Cart, updates: readonly number[] | Readonly<Record<string, number>>): Cart {
  if (Array.isArray(updates)) {
    return tidy(cart.map((line, at) => ({ ...line, quantity: updates[at] ?? line.quantity })))
  }
  const wished = new Map(Object.entries(updates).map(([id, quantity]) => [findLine(cart, { id }), quantity]))
  return tidy(cart.map((line) => ({ ...line, quantity: wished.get(line) ?? line.quantity })))
}

export function unitsOf(cart: Cart, variantId: string): number {
  return cart.reduce((sum, line) => sum + (line.variantId === variantId ? line.quantity : 0), 0)
}

function findLine(cart: Cart, { line, id }: LineChoice): CartLine | undefined {
  if (line !== undefined) return cart[line - 1]
  return cart.find((each) => lineKey(each) === id) ?? cart.find(({ variantId }) => variantId === id)
}

function tidy(cart: Cart): Cart {
  const kept = new Map<string, CartLine>()
  for (const line of cart) {
    if (line.quantity <= 0) continue
    const same = kept.get(lineKey(line))
    kept.set(lineKey(line), same ? { ...same, quantity: same.quantity + line.quantity } : line)
  }
  return [...kept.values()]
}
