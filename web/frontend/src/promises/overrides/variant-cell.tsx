import type { ToldVariant } from '../../../../promises/contract/storefront.ts'
import { Picture } from '../../ui/tables/rows/picture.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { variantName } from './override-subject.ts'

type Shown = Pick<ToldVariant, 'title' | 'variantTitle' | 'sku' | 'imageUrl'>

/** A variant as shoppers know it. */
export function VariantCell({ variant }: { variant: Shown }) {
  const name = variantName(variant)
  return (
    <TwoLines
      picture={<Picture url={variant.imageUrl} title={name} />}
      first={name}
      hint={name}
      second={variant.sku ?? '\u00a0'}
    />
  )
}
