import type { VariantFact } from '../../mirror/rules/shop-facts.ts'
import { titleOf } from '../../mirror/rules/title.ts'
import { recordVariants } from '../../mirror/store/items/catalogue.ts'
import { distrustVariants, loadMirrorVariants, type MirrorVariant } from '../../mirror/store/items/mirror-variants.ts'
import { markPromisesOfVariantsDue } from '../../mirror/store/marks/promise-marks.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { DueMarks } from '../due-marks.ts'
import { type DifferenceOf, recordDifferences } from '../store/reconciles.ts'
import { likelyCause } from './likely-cause.ts'

/**
 * Records variants as they were read at `readAt`, lists what that changed, and has what follows from it done. What was heard
 * after the reading stays, and is no difference. Which item a variant is of is compared by itself.
 */
export async function repairVariants(
  tx: ShopSql,
  reconcileId: string,
  read: readonly VariantFact[],
  readAt: string,
): Promise<void> {
  const ids = read.map(({ variantId }) => variantId)
  const before = byId(await loadMirrorVariants(tx, ids))
  const others = read.filter((fact) => !isAsRead(before.get(fact.variantId), fact)).map(({ variantId }) => variantId)
  await distrustVariants(tx, others, readAt)
  const marks = new DueMarks()
  marks.touchLines(await recordVariants(tx, read), () => undefined)
  await marks.write(tx)
  const after = byId(await loadMirrorVariants(tx, others))
  const repaired = read.filter((fact) => others.includes(fact.variantId) && isAsRead(after.get(fact.variantId), fact))
  await markPromisesOfVariantsDue(
    tx,
    repaired.map(({ variantId }) => variantId),
  )
  const differences = repaired.flatMap((fact) => variantDifference(before.get(fact.variantId), fact) ?? [])
  await recordDifferences(tx, reconcileId, differences)
}

function byId(variants: readonly MirrorVariant[]): Map<string, MirrorVariant> {
  return new Map(variants.map((variant) => [variant.variantId, variant]))
}

function isAsRead(ours: MirrorVariant | undefined, fact: VariantFact): boolean {
  if (ours === undefined) return false
  const isSame = ours.vendor === fact.vendor && ours.barcode === fact.barcode
  return isSame && variantDifference(ours, fact) === null
}

/** Null where neither its names nor how it is sold differ. */
function variantDifference(ours: MirrorVariant | undefined, fact: VariantFact): DifferenceOf<'variant'> | null {
  const name = titleOf(fact.title, fact.variantTitle)
  const { itemId, sku, onlineHandle, sellsWithoutStock } = fact
  const theirs = {
    title: name,
    sku,
    onlineHandle,
    sellsWithoutStock: sellsWithoutStock ?? ours?.sellsWithoutStock ?? null,
  }
  const told = {
    thing: 'variant',
    thingId: fact.variantId,
    name,
    cause: likelyCause(fact.changedAt, seen(ours)),
  } as const
  if (ours === undefined) return { ...told, ours: null, theirs: { itemId, ...theirs } }
  const isSame = (key: keyof typeof theirs) => ours[key] === theirs[key]
  const keys = (['title', 'sku', 'onlineHandle', 'sellsWithoutStock'] as const).filter((key) => !isSame(key))
  if (keys.length === 0) return null
  const only = (side: typeof theirs | MirrorVariant) => Object.fromEntries(keys.map((key) => [key, side[key]]))
  return { ...told, ours: { itemId: ours.itemId, ...only(ours) }, theirs: { itemId: ours.itemId, ...only(theirs) } }
}

function seen(ours: MirrorVariant | undefined) {
  if (ours === undefined) return null
  return { changedAt: ours.changedAt, ...(ours.heardAt !== null && { heardAt: ours.heardAt }) }
}
