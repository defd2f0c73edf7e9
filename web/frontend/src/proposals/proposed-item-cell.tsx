import { Picture } from '../ui/tables/rows/picture.tsx'
import { TwoLines } from '../ui/tables/rows/two-lines.tsx'

type Item = { readonly title: string; readonly imageUrl: string | null; readonly sku: string | null }

export function ProposedItemCell({ item, more = null }: { item: Item; more?: string | null }) {
  return (
    <TwoLines
      picture={<Picture url={item.imageUrl} title={item.title} />}
      first={item.title}
      hint={item.title}
      second={[item.sku, more].filter((part) => part).join(' · ') || '\u00a0'}
    />
  )
}
