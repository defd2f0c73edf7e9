import { loadBackorderNames } from '../backorders/store/backorder-names.ts'
import type { RepeggedLine } from '../planning/preview-repeg.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'

export type NamedAffectedLine = Omit<RepeggedLine, 'itemId' | 'locationId'> & {
  readonly orderName: string
  readonly title: string
  readonly sku: string | null
}

/** Those that lose their day first, then the later the new day the earlier; of equals the oldest order first. */
export async function nameAffected(tx: ShopSql, lines: readonly RepeggedLine[]): Promise<NamedAffectedLine[]> {
  const names = await loadBackorderNames(
    tx,
    lines.map((line) => line.backorderId),
  )
  const known = lines.flatMap(({ itemId: _item, locationId: _location, ...line }) => {
    const name = names.get(line.backorderId)
    return name === undefined ? [] : [{ line, name }]
  })
  return known
    .sort(
      (one, other) =>
        compareText(rankOf(other.line), rankOf(one.line)) || compareText(one.name.orderedAt, other.name.orderedAt),
    )
    .map(({ line, name: { orderName, title, sku } }) => ({ ...line, orderName, title, sku }))
}

/** No day is later than any day. */
function rankOf({ dayAfter }: AffectedLineDay): string {
  return dayAfter ?? '9999'
}

type AffectedLineDay = Pick<RepeggedLine, 'dayAfter'>

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
