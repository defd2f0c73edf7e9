import type {
  OverrideInput,
  OverrideRow,
  OverrideState,
  StorefrontPromise,
  ToldVariant,
} from '../../../../promises/contract/storefront.ts'
import { overrideWords } from '../words/override-words.ts'

/** What an override is about: a variant, or all that is bought from a supplier. */
export type OverrideSubject = {
  readonly of: OverrideInput['of']
  readonly name: string
  /** What shoppers are told of it; null where that is nothing, or many things. */
  readonly promise: StorefrontPromise | null
  readonly override: OverrideState | null
}

type Named = Pick<ToldVariant, 'title' | 'variantTitle' | 'sku'>

/** `Red mug, large` */
export function variantName({ title, variantTitle, sku }: Named): string {
  return [title ?? sku ?? overrideWords.noTitle, variantTitle].filter((part) => part).join(', ')
}

export function subjectOfVariant(row: ToldVariant): OverrideSubject {
  return { of: { variantId: row.variantId }, name: variantName(row), promise: row.promise, override: row.override }
}

export function subjectOfRow({ variant, supplier, ...override }: OverrideRow): OverrideSubject {
  const named = { override, promise: null }
  if (variant) return { ...named, of: { variantId: variant.variantId }, name: variantName(variant) }
  return { ...named, of: { supplierId: supplier?.supplierId ?? '' }, name: supplier?.name ?? overrideWords.noTitle }
}
