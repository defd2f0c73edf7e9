import { useEffect, useState } from 'react'
import { Confirmation } from './confirmation.tsx'

type Words = { readonly title: string; readonly text: string; readonly leave: string; readonly stay: string }

/** While it is on the page, a link is followed only after a question. The browser asks where the page itself is left. */
export function LeaveGuard({ words }: { words: Words }) {
  const [asked, setAsked] = useState<HTMLElement | null>(null)
  const [isLeaving, setLeaving] = useState(false)

  useEffect(() => {
    if (isLeaving) {
      asked?.click()
      return
    }
    const hold = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href], s-link[href]') : null
      if (!(link instanceof HTMLElement) || isNewWindow(link) || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      event.stopPropagation()
      setAsked(link)
    }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    // Before the router hears of it.
    document.addEventListener('click', hold, { capture: true })
    window.addEventListener('beforeunload', warn)
    return () => {
      document.removeEventListener('click', hold, { capture: true })
      window.removeEventListener('beforeunload', warn)
    }
  }, [asked, isLeaving])

  if (asked === null || isLeaving) return null
  return (
    <Confirmation
      title={words.title}
      text={words.text}
      trouble={null}
      confirm={{ text: words.leave, isCritical: true, onChoose: () => setLeaving(true) }}
      further={null}
      cancelText={words.stay}
      isBusy={false}
      onCancel={() => setAsked(null)}
    />
  )
}

const isNewWindow = (link: HTMLElement) => link.getAttribute('target') === '_blank'
