import { BlockStack } from '@shopify/polaris'
import type { ReactNode } from 'react'

/** Small things beneath each other that belong together. */
export function Stack({ children }: { children: ReactNode }) {
  return (
    <BlockStack gap="100" inlineAlign="start">
      {children}
    </BlockStack>
  )
}
