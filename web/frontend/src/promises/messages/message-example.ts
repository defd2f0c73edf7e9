import type { ToldVariant } from '../../../../promises/contract/storefront.ts'
import { dayHere } from '../../format/dates.ts'
import type { PromisedLine } from '../sentences/message-line.ts'
import { previewWords } from '../words/preview-words.ts'

/** An order of which part of a line comes between two days, and another line nobody knows when. */
export function messageExample(
  variants: readonly Pick<ToldVariant, 'title' | 'variantTitle'>[],
  now: Date,
): PromisedLine[] {
  const title = (at: number) => {
    const shown = variants[at] ?? variants[0]
    return [shown?.title ?? previewWords.anyProduct, shown?.variantTitle].filter((part) => part).join(' - ')
  }
  return [
    { title: title(0), state: 'backorder', units: 3, of: 5, from: dayHere(now, 9), to: dayHere(now, 16) },
    { title: title(1), state: 'backorder', units: 1, of: 1, from: null, to: null },
  ]
}
