import type { ReactNode } from 'react'
import { useUrl } from '../../api/use-url.ts'
import { Page, type PageAction } from '../../ui/page/page.tsx'
import { FilterTabs } from '../../ui/tables/filter-tabs.tsx'
import { storefrontWords as words } from '../words/storefront-words.ts'

type Props = {
  readonly page: keyof typeof words.pages
  readonly primary?: PageAction
  readonly children: ReactNode
}

/** What is around each page about the storefront: its name, and the ways between them. */
export function StorefrontPage({ page, primary, children }: Props) {
  const url = useUrl()
  return (
    <Page title={words.title} subtitle={words.subtitle} primary={primary ?? null}>
      <FilterTabs
        label={words.pagesLabel}
        current={page}
        filters={[
          { key: 'overview', text: words.pages.overview, url: url('/storefront') },
          { key: 'texts', text: words.pages.texts, url: url('/storefront/texts') },
          { key: 'overrides', text: words.pages.overrides, url: url('/storefront/overrides') },
        ]}
      />
      {children}
    </Page>
  )
}
