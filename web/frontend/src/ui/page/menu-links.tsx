import { createElement, useEffect, useRef } from 'react'

type Entry = { readonly text: string; readonly url: string }
type Props = {
  /** The first one is where the app begins: the app's own name leads there, so it is no entry beside it. */
  readonly entries: readonly Entry[]
  onGo(url: string): void
}

/**
 * The app's entries in the admin's own menu (https://shopify.dev/docs/api/app-home/app-bridge-web-components/app-nav).
 * App Bridge reads them here and shows nothing here. Where the merchant chooses one, its link is clicked or says
 * `shopify:navigate`, which only Shopify's own elements turn into the other: both lead.
 */
export function MenuLinks({ entries, onGo }: Props) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = nav.current
    const lead = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest('s-link[href]') : null
      if (event.defaultPrevented || link === null) return
      event.preventDefault()
      onGo(link.getAttribute('href') ?? '/')
    }
    for (const name of ledBy) element?.addEventListener(name, lead)
    return () => {
      for (const name of ledBy) element?.removeEventListener(name, lead)
    }
  }, [onGo])
  const links = entries.map(({ text, url }, at) =>
    createElement('s-link', { key: url, href: url, ...(at === 0 && { rel: 'home' }) }, text),
  )
  return <div hidden>{createElement('s-app-nav', { ref: nav }, links)}</div>
}

const ledBy = ['click', 'shopify:navigate']
