import { z } from 'zod'
import { announce, type Change, newId } from '../change.ts'
import { findActiveLocation } from '../find.ts'
import { gid } from '../ids.ts'
import { itemPayload } from '../payloads/item.ts'
import { Refused } from '../refusals.ts'
import type { Variant } from '../state.ts'
import { sku } from '../verb.ts'
import { connectLevel, shiftStock } from './stock.ts'

export const variantWish = z.object({
  sku,
  price: z.union([z.string().regex(/^\d+(\.\d+)?$/, 'a decimal number'), z.number().min(0)]).default('0.00'),
  title: z.string().optional(),
  barcode: z.string().min(1).nullish(),
  stock: z.record(z.string(), z.int()).optional(),
  policy: z.enum(['CONTINUE', 'DENY']).default('CONTINUE'),
  tracked: z.boolean().default(true),
})

type Made = { readonly productId: string; readonly at: string; readonly isNamed: boolean }

export function createVariant(
  change: Change,
  wish: z.output<typeof variantWish>,
  { productId, at, isNamed }: Made,
): Variant {
  const { shop } = change
  if (shop.index.variantIdBySku.has(wish.sku)) throw new Refused(`There is already a variant with the sku ${wish.sku}.`)
  const itemId = newId(change)
  shop.items.set(itemId, {
    id: itemId,
    sku: wish.sku,
    tracked: wish.tracked,
    requiresShipping: true,
    createdAt: at,
    updatedAt: at,
  })
  const variant: Variant = {
    id: newId(change),
    productId,
    itemId,
    title: wish.title ?? (isNamed ? wish.sku : 'Default Title'),
    sku: wish.sku,
    barcode: wish.barcode ?? null,
    price: Number(wish.price).toFixed(2),
    policy: wish.policy,
    createdAt: at,
    updatedAt: at,
  }
  shop.variants.set(variant.id, variant)
  stockAtFirst(change, itemId, wish.stock)
  return variant
}

function stockAtFirst(change: Change, itemId: string, stock: Readonly<Record<string, number>> | undefined): void {
  if (stock === undefined) connectLevel(change, itemId, findActiveLocation(change.shop).id)
  for (const [location, available] of Object.entries(stock ?? {})) {
    shiftStock(change, itemId, findActiveLocation(change.shop, location).id, { available })
  }
}

export function announceItem(change: Change, variant: Variant): void {
  const item = change.shop.items.get(variant.itemId)
  if (item) announce(change, 'inventory_items/create', gid('InventoryItem', item.id), itemPayload(change.shop, item))
}
