import { nameKey } from '../../rules/code-key.ts'
import { textOf } from '../cells/cell-values.ts'
import type { Lookups } from './lookups.ts'
import type { RowReader } from './row-reader.ts'

export type RowLocation = { readonly locationId: string; readonly location: string }

/**
 * Finds where goods of a row go: the open location that it names, else the one that was chosen for such rows, else the only
 * one that the shop has.
 */
export async function locationFinder(
  lookups: Lookups,
  chosen: string | null,
): Promise<(row: RowReader) => RowLocation | null> {
  const open = await lookups.locations()
  const byName = Map.groupBy(open, ({ name }) => nameKey(name))
  const [only, another] = open
  const theOnly = another === undefined ? only : undefined
  const usual = chosen === null ? theOnly : open.find((one) => one.locationId === chosen)

  return (row) => {
    const name = row.read('location', textOf(255), 'row')
    const named = name === null ? [] : (byName.get(nameKey(name)) ?? [])
    const [found = name === null ? usual : undefined] = named
    if (name !== null && named.length === 0)
      row.blame('location', 'is no location of this shop that goods can be sent to')
    if (named.length > 1) row.blame('location', `is the name of ${named.length} locations`)
    if (name === null && found === undefined) row.blame('location', 'is missing: say where such orders go')
    return found === undefined ? null : { locationId: found.locationId, location: found.name }
  }
}
