import '@shopify/polaris/build/esm/styles.css'
import './frame.css'
import { AppProvider } from '@shopify/polaris'
import english from '@shopify/polaris/locales/en.json'
import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'react-router'

/** Polaris around everything; its links lead through the router. */
export function AppFrame({ children }: { children: ReactNode }) {
  return (
    <AppProvider i18n={english} linkComponent={RouterLink}>
      <main>{children}</main>
    </AppProvider>
  )
}

type PolarisLinkProps = Omit<ComponentProps<'a'>, 'href'> & { url: string; external?: boolean }

function RouterLink({ url, external, ...rest }: PolarisLinkProps) {
  // A page of the admin's own, which App Bridge leads to.
  if (url.startsWith('shopify://')) return <a {...rest} href={url} target="_top" />
  if (external) return <a {...rest} href={url} rel="noreferrer" target="_blank" />
  return <Link {...rest} to={url} />
}
