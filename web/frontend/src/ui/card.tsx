import { BlockStack, Card as PolarisCard, Text } from '@shopify/polaris'
import { type ReactNode, useId } from 'react'

type Props = {
  readonly title?: string
  readonly hint?: string
  readonly isFlush?: boolean
  readonly children?: ReactNode
}

/** `isFlush`: what is inside reaches the edges. */
export function Card({ title, hint, isFlush = false, children }: Props) {
  const id = useId()
  const content = (
    <PolarisCard padding={isFlush ? '0' : '400'}>
      <BlockStack gap={isFlush ? '0' : '300'}>
        {title && (
          <BlockStack gap="050">
            <Text as="h2" variant="headingSm" id={id}>
              {title}
            </Text>
            {hint && (
              <Text as="p" tone="subdued">
                {hint}
              </Text>
            )}
          </BlockStack>
        )}
        {children}
      </BlockStack>
    </PolarisCard>
  )
  return title ? <section aria-labelledby={id}>{content}</section> : content
}
