// Where the open units of a line are: 5 were ordered, and of some of them a place is known.
import { describe, expect, it } from 'vitest'
import { placeLine, type RecordedPlace, type Route } from '../../../web/planning/rules/placed-line.ts'

const route = (location: string, remaining: number, units = remaining): Route => ({ location, units, remaining })
const record = (location: string, open: number, units = open): RecordedPlace => ({ location, units, open })

type Known = { routes?: Route[]; recorded?: RecordedPlace[]; isStale?: boolean; units?: number }

/** Open units by place, and what is homeless; what was shipped stands behind a plus. */
function places(open: number, { routes = [], recorded = [], isStale = false, units = open }: Known) {
  const placed = placeLine({ units, open }, routes, recorded, isStale)
  const at = placed.places.map(({ location, open: here, shipped }) => [
    location,
    shipped === 0 ? `${here}` : `${here}+${shipped}`,
  ])
  return { ...Object.fromEntries(at), ...(placed.homeless > 0 && { homeless: placed.homeless }) }
}

describe('open units are', () => {
  it('where they were routed, and no more of them than are open', () => {
    expect(places(5, { routes: [route('harbour', 3), route('shop', 2)] })).toEqual({ harbour: '3', shop: '2' })
    expect(places(4, { routes: [route('harbour', 3), route('shop', 3)] })).toEqual({ harbour: '3', shop: '1' })
    expect(places(3, { routes: [route('harbour', 2), route('harbour', 1)] })).toEqual({ harbour: '3' })
  })

  it('nowhere, where no place is known of them', () => {
    expect(places(3, {})).toEqual({ homeless: 3 })
    expect(places(0, { recorded: [record('shop', 3)] })).toEqual({})
    expect(places(5, { routes: [route('harbour', 3)] })).toEqual({ harbour: '3', homeless: 2 })
  })

  it('where they were last known to be, as far as routes leave them out', () => {
    const routes = [route('harbour', 1)]
    expect(places(3, { routes, recorded: [record('shop', 2)] })).toEqual({ harbour: '1', shop: '2' })
    expect(places(3, { routes: [route('harbour', 3)], recorded: [record('shop', 2)] })).toEqual({ harbour: '3' })
    expect(places(3, { recorded: [record('harbour', 1), record('shop', 1)] })).toEqual({ harbour: '2', shop: '1' })
  })

  it('not where routes that were read just now say otherwise', () => {
    expect(places(3, { routes: [route('harbour', 1)], recorded: [record('harbour', 3)] })).toEqual({
      harbour: '1',
      homeless: 2,
    })
  })

  it('where stale routes had them, with those that came since', () => {
    expect(places(5, { routes: [route('harbour', 3)], isStale: true })).toEqual({ harbour: '5' })
    expect(places(4, { routes: [route('harbour', 3)], isStale: true })).toEqual({ harbour: '4' })
    const stale = { routes: [route('harbour', 1)], isStale: true }
    expect(places(3, { ...stale, recorded: [record('harbour', 2), record('shop', 5)] })).toEqual({
      harbour: '2',
      shop: '1',
    })
    expect(
      places(3, { ...stale, routes: [route('harbour', 2)], recorded: [record('harbour', 1), record('shop', 1)] }),
    ).toEqual({ harbour: '2', shop: '1' })
  })
})

describe('shipped units went from', () => {
  it('where more were than are open, and no more of them than were shipped', () => {
    expect(places(2, { units: 5, routes: [route('harbour', 2, 5)] })).toEqual({ harbour: '2+3' })
    expect(places(2, { units: 5, routes: [route('harbour', 1, 3), route('shop', 1, 2)] })).toEqual({
      harbour: '1+2',
      shop: '1+1',
    })
    expect(places(2, { units: 3, routes: [route('harbour', 1, 3), route('shop', 1, 2)] })).toEqual({
      harbour: '1+1',
      shop: '1',
    })
  })

  it('the place that routes tell of, whatever was recorded there', () => {
    const routes = [route('harbour', 2, 3)]
    expect(places(2, { units: 5, routes, recorded: [record('harbour', 4, 5)] })).toEqual({ harbour: '2+1' })
    expect(places(2, { units: 5, recorded: [record('harbour', 2, 4)] })).toEqual({ harbour: '2+2' })
  })

  it('nowhere that has more now than it had', () => {
    expect(places(5, { units: 6, routes: [route('harbour', 3)], isStale: true })).toEqual({ harbour: '5' })
    expect(places(3, { units: 2, routes: [route('harbour', 3, 4)] })).toEqual({ harbour: '3' })
  })
})
