import { InlineStack } from '@shopify/polaris'
import type { ReactNode } from 'react'

type Props = { readonly align?: 'start' | 'end' | 'space-between'; readonly children: ReactNode }

/** Things beside each other, beneath each other where there is no room. */
export function Spread({ align = 'space-between', children }: Props) {
  return (
    <InlineStack gap="300" align={align} blockAlign="center">
      {children}
    </InlineStack>
  )
}
