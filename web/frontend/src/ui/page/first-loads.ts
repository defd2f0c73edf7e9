import { createContext, useContext, useEffect, useState } from 'react'

// Cards that are read one by one would push down those below them as they fill, under the finger of whoever has found
// something. So a page is shown when all of it is read, or after a second, with what is there by then.

const IsLoading = createContext(false)

/** Its value: something is read that was never read before. */
export const FirstLoadsProvider = IsLoading.Provider

/** What was read may ask for more. */
const quietMs = 50

/** Whether all that the page begins with was read; what is read later does not count. */
export function useIsSettled(): boolean {
  const isLoading = useContext(IsLoading)
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    if (isLoading || isSettled) return
    const timer = setTimeout(() => setSettled(true), quietMs)
    return () => clearTimeout(timer)
  }, [isLoading, isSettled])
  return isSettled
}
