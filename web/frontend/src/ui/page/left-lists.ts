import { createContext, useContext, useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** How lists were left, for as long as the app is open: whoever comes back from a row finds them so. */
export type LeftLists = {
  /** How far down, by address. */
  readonly scrolls: Map<string, number>
  /** Which rows were chosen, by the list's name. */
  readonly selections: Map<string, ReadonlySet<string>>
}

export function newLeftLists(): LeftLists {
  return { scrolls: new Map(), selections: new Map() }
}

const LeftListsContext = createContext(newLeftLists())
export const LeftListsProvider = LeftListsContext.Provider
export const useLeftLists = (): LeftLists => useContext(LeftListsContext)

/** A list that is opened again begins where it was left, as soon as its rows are there. */
export function useScrollAsLeft(isFilled: boolean): void {
  const { scrolls } = useLeftLists()
  const { pathname, search } = useLocation()
  const address = pathname + search
  const isBack = useRef(false)
  useLayoutEffect(() => {
    if (!isFilled || isBack.current) return
    isBack.current = true
    const left = scrolls.get(address)
    if (left !== undefined) window.scrollTo(0, left)
  }, [isFilled, address, scrolls])
  useEffect(() => {
    // Before it is filled, the page is short and its scroll says nothing.
    const keep = () => {
      if (isBack.current) scrolls.set(address, window.scrollY)
    }
    window.addEventListener('scroll', keep, { passive: true })
    return () => window.removeEventListener('scroll', keep)
  }, [address, scrolls])
}
