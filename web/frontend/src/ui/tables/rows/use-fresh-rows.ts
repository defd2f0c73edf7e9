import { useEffect, useRef, useState } from 'react'

/** How long a row is marked as new or changed. */
const freshMs = 2_000

/**
 * Keys of the rows that came or changed while the same `scope` (a filter, a page) was looked at. `versions` tells each
 * key's present state.
 */
export function useFreshRows(scope: string, versions: ReadonlyMap<string, string>): ReadonlySet<string> {
  const seen = useRef({ scope, versions })
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())

  useEffect(() => {
    const before = seen.current
    seen.current = { scope, versions }
    if (before.scope !== scope || before.versions === versions) return
    const changed = [...versions].filter(([key, version]) => before.versions.get(key) !== version).map(([key]) => key)
    if (changed.length > 0) setFresh(new Set(changed))
  }, [scope, versions])

  useEffect(() => {
    if (fresh.size === 0) return
    const timer = setTimeout(() => setFresh(new Set()), freshMs)
    return () => clearTimeout(timer)
  }, [fresh])

  return fresh
}
