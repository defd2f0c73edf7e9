import { Text } from '@shopify/polaris'
import type { ReactNode } from 'react'

type Props = {
  readonly tone?: 'subdued' | 'critical' | 'caution'
  readonly isSmall?: boolean
  readonly children: ReactNode
}

/** A sentence. */
export function LineText({ tone, isSmall = false, children }: Props) {
  return (
    <Text as="p" {...(tone && { tone })} {...(isSmall && { variant: 'bodySm' })}>
      {children}
    </Text>
  )
}
