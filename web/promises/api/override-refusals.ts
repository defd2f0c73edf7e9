import { ORPCError } from '@orpc/server'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { loadSupplier } from '../../suppliers/store/suppliers.ts'
import { hasText } from '../store/merchant-texts.ts'
import type { OverrideFields, Subject } from '../store/override-edits.ts'
import { findVariant } from '../store/shop-variants.ts'

/**
 * What the override is about, as the merchant calls it. Of what is not sold any more, or bought there, nothing can be
 * told; an override of it can only be cleared.
 */
export async function nameOfSubject(
  tx: ShopSql,
  { about, id }: Subject,
  { isCleared }: { readonly isCleared: boolean },
): Promise<string> {
  if (about === 'variant') {
    const variant = await findVariant(tx, id)
    if (variant === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such variant.' })
    const name = variant.title ?? variant.sku ?? 'this variant'
    if (variant.isDeleted && !isCleared) throw unprocessable(`${name} is not sold any more.`)
    return name
  }
  const supplier = await loadSupplier(tx, id)
  if (supplier === null) throw new ORPCError('NOT_FOUND', { message: 'There is no such supplier.' })
  if (supplier.archivedAt !== null && !isCleared) {
    throw unprocessable(`${supplier.name} is archived: bring it back first.`)
  }
  return `what ${supplier.name} supplies`
}

/** Shoppers are told no day in the past, and no text that was never written. */
export async function checkTold(tx: ShopSql, { day, note }: OverrideFields): Promise<void> {
  if (day !== null && day < (await loadShopDay(tx))) throw unprocessable(`The day ${day} is past.`)
  if (note !== null && !(await hasText(tx, note))) throw unprocessable(`There is no text ${note}: write it first.`)
}

function unprocessable(message: string) {
  return new ORPCError('UNPROCESSABLE_CONTENT', { message })
}
