import type { ReactNode } from 'react'
import { Picture } from '../../ui/tables/rows/picture.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { itemTitle } from '../catalogue-words.ts'

type Item = { readonly title: string | null; readonly sku: string | null; readonly imageUrl: string | null }

/** An item as the shop knows it; `link` makes its title one. */
export function ItemCell({ item, link = (text) => text }: { item: Item; link?: (text: string) => ReactNode }) {
  const title = itemTitle(item)
  return (
    <TwoLines
      picture={<Picture url={item.imageUrl} title={title} />}
      first={link(title)}
      hint={title}
      second={item.sku ?? '\u00a0'}
    />
  )
}
