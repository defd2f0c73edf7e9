// Why units of an order line cannot be served as things stand, whatever is on the shelf or on its way: these reasons and no
// others. What helps is always done in Shopify, and is heard of as soon as it is.

export const obstacleReasons = [
  /** Its product was deleted: nothing of it can be counted, ordered or received. */
  'item-deleted',
  /** A custom line, or a variant of which no item is known: it is never planned. */
  'no-item',
  /** Shopify does not count its stock, so it is never short. */
  'not-tracked',
  /** Its units are to be fulfilled from a location that was deleted: they must be moved. */
  'location-deleted',
  /** The same of one that was deactivated. */
  'location-closed',
  /** Shopify names no location for these units: that of their fulfillment order was deleted, or is not for the app to see. */
  'no-location',
  /** Its order cannot be read since something happened to it: it is as it was last known. */
  'not-read',
] as const
export type ObstacleReason = (typeof obstacleReasons)[number]

/** `since`: from when it is so, an instant; null where nobody knows. */
export type Obstacle = { readonly reason: ObstacleReason; readonly since: string | null }

type Obstacles = readonly Pick<Obstacle, 'reason'>[]

export function hasObstacle(obstacles: Obstacles, ...reasons: readonly ObstacleReason[]): boolean {
  return obstacles.some(({ reason }) => reasons.includes(reason))
}
