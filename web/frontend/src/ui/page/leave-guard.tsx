import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { type BlockerFunction, type Location, useBlocker } from 'react-router'
import { Confirmation } from './confirmation.tsx'

type Words = { readonly title: string; readonly text: string; readonly leave: string; readonly stay: string }
type Props = {
  /** Whether something would be lost. */
  readonly isOn: boolean
  readonly words: Words
  /** Asks in the admin's own way, and is kept only where the merchant leaves; null: the page asks itself. */
  readonly ask: (() => Promise<unknown>) | null
}

/**
 * While it is on, nothing of the app leads away before the merchant was asked: no link, no entry of the admin's
 * menu, no step back or forward. The browser asks where the page itself is left. There is one at a time.
 */
export function LeaveGuard({ isOn, words, ask }: Props) {
  // As it is now: the router hears of another function only a moment after the letter that was typed.
  const isOnNow = useRef(isOn)
  useLayoutEffect(() => {
    isOnNow.current = isOn
  }, [isOn])
  const mayStay = useCallback<BlockerFunction>(
    ({ currentLocation, nextLocation }) => isOnNow.current && pageOf(currentLocation) !== pageOf(nextLocation),
    [],
  )
  const blocker = useBlocker(mayStay)

  // An answer may never come: whoever then tries to leave again is asked again, and the first question is over.
  useEffect(() => {
    if (blocker.state !== 'blocked' || ask === null) return
    let isOver = false
    ask().then(
      () => isOver || blocker.proceed(),
      () => isOver || blocker.reset(),
    )
    return () => {
      isOver = true
    }
  }, [blocker, ask])

  useEffect(() => {
    if (!isOn) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isOn])

  if (blocker.state !== 'blocked' || ask !== null) return null
  return (
    <Confirmation
      title={words.title}
      text={words.text}
      trouble={null}
      confirm={{ text: words.leave, isCritical: true, onChoose: () => blocker.proceed() }}
      further={null}
      cancelText={words.stay}
      isBusy={false}
      onCancel={() => blocker.reset()}
    />
  )
}

const pageOf = ({ pathname, search }: Location) => pathname + search
