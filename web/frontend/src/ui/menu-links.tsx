import { createElement, type MouseEvent } from 'react'

type Entry = { readonly text: string; readonly url: string }
type Props = {
  /** The first one is where the app begins: the app's own name leads there, so it is no entry beside it. */
  readonly entries: readonly Entry[]
  onGo(url: string): void
}

/**
 * The app's entries in the admin's own menu. App Bridge reads them here, shows nothing here, and clicks them where the
 * merchant does.
 */
export function MenuLinks({ entries, onGo }: Props) {
  const link = ({ text, url }: Entry, rel?: string) => (
    <a
      key={`${rel} ${url}`}
      href={url}
      rel={rel}
      onClick={(event: MouseEvent) => {
        event.preventDefault()
        onGo(url)
      }}
    >
      {text}
    </a>
  )
  const home = entries.slice(0, 1).map((entry) => link(entry, 'home'))
  const rest = entries.slice(1).map((entry) => link(entry))
  return <div hidden>{createElement('ui-nav-menu', null, home, rest)}</div>
}
