import type { Level, ShopState } from '../store/state.ts'

type ShortPoint = { sku: string; title: string; location: string; available: number }

export type ShopFigures = {
  orders: number
  openOrders: number
  products: number
  daysReplayed: number
  lastOrder: string | null
  short: { points: number; units: number; worst: ShortPoint[] }
}

const worstShown = 6

/** What the control page shows of a shop: no more than a presenter can point at. */
export function shopFigures(state: ShopState): ShopFigures {
  const short = shortPoints(state)
  const open = [...state.orders.values()].filter((order) => order.lines.some((line) => line.fulfillableQuantity > 0))
  return {
    orders: state.orders.size,
    openOrders: open.length,
    products: state.products.size,
    daysReplayed: state.daysReplayed,
    lastOrder: state.orders.size === 0 ? null : `#${state.orderNumber}`,
    short: {
      points: short.length,
      units: short.reduce((sum, point) => sum - point.available, 0),
      worst: short.slice(0, worstShown),
    },
  }
}

/** Every stock point that was sold below nothing, the deepest first. */
function shortPoints(state: ShopState): ShortPoint[] {
  const short = [...state.levels.values()].filter((level) => level.active && level.available < 0)
  return short.map((level) => shortPoint(state, level)).sort((one, other) => one.available - other.available)
}

function shortPoint(state: ShopState, level: Level): ShortPoint {
  const [variantId = ''] = state.index.variantIdsByItem.get(level.itemId) ?? []
  const product = state.products.get(state.variants.get(variantId)?.productId ?? '')
  return {
    sku: state.items.get(level.itemId)?.sku ?? '',
    title: product?.title ?? '',
    location: state.locations.get(level.locationId)?.name ?? '',
    available: level.available,
  }
}
