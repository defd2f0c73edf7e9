import { useEffect, useMemo, useState } from 'react'
import { useLeftLists } from '../../page/left-lists.ts'

type Check = { readonly state: 'yes' | 'no' | 'some'; onChange(isChosen: boolean): void }

/** Rows that are chosen, by key. They stay chosen on other pages of the list. */
export type Selection = {
  readonly keys: ReadonlySet<string>
  of(key: string): Check
  /** The check of a page, with the keys of its rows. */
  ofAll(keys: readonly string[]): Check
  clear(): void
}

/** How a table's rows are chosen. */
export type RowChoice<Row> = {
  readonly selection: Selection
  /** Said of the box above the others. */
  readonly allLabel: string
  /** Names a row for those who do not see it. */
  rowLabel(row: Row): string
  /** Every row can be, unless this says otherwise. */
  canChoose?(row: Row): boolean
}

/** `list`: whoever comes back to it finds chosen what was. */
export function useSelection(list: string | null = null): Selection {
  const { selections } = useLeftLists()
  const [keys, setKeys] = useState<ReadonlySet<string>>(() => (list && selections.get(list)) || new Set())
  useEffect(() => {
    if (list !== null) selections.set(list, keys)
  }, [list, keys, selections])
  return useMemo(() => {
    const choose = (changed: readonly string[], isChosen: boolean) =>
      setKeys((before) => {
        const after = new Set(before)
        for (const key of changed) {
          if (isChosen) after.add(key)
          else after.delete(key)
        }
        return after
      })
    return {
      keys,
      of: (key) => ({ state: keys.has(key) ? 'yes' : 'no', onChange: (isChosen) => choose([key], isChosen) }),
      ofAll: (all) => ({ state: stateOf(all, keys), onChange: (isChosen) => choose(all, isChosen) }),
      clear: () => setKeys(new Set()),
    }
  }, [keys])
}

function stateOf(all: readonly string[], keys: ReadonlySet<string>): Check['state'] {
  const chosen = all.filter((key) => keys.has(key)).length
  if (chosen === 0) return 'no'
  return chosen === all.length ? 'yes' : 'some'
}
