// Where the open units of an order line are. Its fulfillment orders say so; where they could not be read since something
// happened to them, the units are where they were last known to be. Of 5 open units 3 are routed to the harbour by the last
// reading, and an edit raised the line since: all 5 are at the harbour until somebody can read better.

/** Units of a line that are to be fulfilled from a location, as its fulfillment orders were last read. */
export type Route = { readonly location: string; readonly units: number; readonly remaining: number }

/** Open units that are recorded as waiting at a location, or as covered there. */
export type RecordedPlace = { readonly location: string; readonly units: number; readonly open: number }

/** Units of a line at a location: still open, and gone from there. */
export type PlacedUnits = { readonly location: string; readonly open: number; readonly shipped: number }

/**
 * The line's units by place, and how many open ones have none: nobody knows of a location for them. `isStale`: the routes
 * are the last known, and may be otherwise by now. In all, no more units are given out than the line has.
 */
export function placeLine(
  line: { readonly units: number; readonly open: number },
  routes: readonly Route[],
  recorded: readonly RecordedPlace[],
  isStale: boolean,
): { readonly places: readonly PlacedUnits[]; readonly homeless: number } {
  const open = new Map<string, number>()
  let left = line.open
  const place = (location: string, most: number) => {
    const here = Math.max(0, Math.min(left, most))
    left -= here
    open.set(location, (open.get(location) ?? 0) + here)
  }

  for (const { location, remaining } of routes) place(location, remaining)
  // Routes that were read just now are right: what they leave out is not where they are.
  const others = isStale ? recorded : recorded.filter((at) => !routes.some(({ location }) => location === at.location))
  if (left > 0) for (const at of others) place(at.location, at.open - (open.get(at.location) ?? 0))
  const first = routes[0] ?? recorded[0]
  if (left > 0 && first && (isStale || routes.length === 0)) place(first.location, left)

  let shipped = line.units - line.open
  const before = new Map([...recorded, ...routes].map(({ location, units }) => [location, units]))
  const places = [...open].map(([location, here]): PlacedUnits => {
    const gone = Math.max(0, Math.min(shipped, (before.get(location) ?? here) - here))
    shipped -= gone
    return { location, open: here, shipped: gone }
  })
  return { places, homeless: left }
}
