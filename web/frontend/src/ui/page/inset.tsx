import { Box } from '@shopify/polaris'
import type { ReactNode } from 'react'

/** Something that keeps off the edges of a card whose content otherwise reaches them. */
export function Inset({ children }: { children: ReactNode }) {
  return (
    <Box paddingInline="400" paddingBlockEnd="400">
      {children}
    </Box>
  )
}
