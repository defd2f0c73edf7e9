import { z } from 'zod'
import type { Composite } from '../composite.ts'
import { gid } from '../store/ids.ts'
import { readWish } from '../store/verb.ts'

const arrivalWish = z.object({ items: z.int().min(1).default(10) })

export const stockArrives: Composite = {
  says: 'Stock comes in for the items that are most short, `items` of them: as many units as are missing.',
  example: { items: 10 },
  run({ shop, run }, wish) {
    const { items } = readWish(arrivalWish, wish)
    const short = [...shop.levels.values()]
      .filter((level) => level.active && level.available < 0)
      .toSorted((one, other) => one.available - other.available || one.itemId.localeCompare(other.itemId))
      .slice(0, items)
    const arrived = short.flatMap((level) => {
      const sku = shop.items.get(level.itemId)?.sku
      if (sku === undefined) return []
      const units = -level.available
      run('adjust-stock', { sku, location: gid('Location', level.locationId), delta: units })
      return [{ sku, locationId: gid('Location', level.locationId), units }]
    })
    return { arrived }
  },
}
