import { useEffect, useRef, useState } from 'react'

/** A search begins when the merchant pauses. */
const pauseMs = 250

/** The text in the field, ahead of the query that is in the address; the address leads when it changes by itself. */
export function useSearchText(query: string, onQuery: (query: string) => void) {
  const [text, setText] = useState(query)
  const asked = useRef(query)
  const tell = useRef(onQuery)
  tell.current = onQuery

  useEffect(() => {
    if (query === asked.current) return
    asked.current = query
    setText(query)
  }, [query])

  useEffect(() => {
    const wanted = text.trim()
    if (wanted === asked.current) return
    const timer = setTimeout(() => {
      asked.current = wanted
      tell.current(wanted)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text])

  return { text, setText }
}
