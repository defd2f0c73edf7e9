import { BlockStack, Box, Button, InlineGrid, Card as PolarisCard, Text } from '@shopify/polaris'
import { type ReactNode, useId } from 'react'

type Props = {
  readonly title?: string
  readonly hint?: string
  /** What can be done about all of it, beside the title. */
  readonly action?: { readonly text: string; readonly isBusy?: boolean; onAction(): void }
  /** A field beside the title, which changes how all of it is shown. */
  readonly beside?: ReactNode
  readonly isFlush?: boolean
  readonly children?: ReactNode
}

/** `isFlush`: what is inside reaches the edges. */
export function Card({ title, hint, action, beside, isFlush = false, children }: Props) {
  const id = useId()
  const content = (
    <PolarisCard padding={isFlush ? '0' : '400'}>
      <BlockStack gap={isFlush ? '0' : '300'}>
        {title && (
          <Box {...(isFlush && { padding: '400' })}>
            <InlineGrid columns={action || beside ? { xs: '1fr', sm: '1fr auto' } : '1fr'} gap="300" alignItems="start">
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
              {beside && <div>{beside}</div>}
              {action && (
                <div>
                  <Button onClick={action.onAction} loading={action.isBusy ?? false}>
                    {action.text}
                  </Button>
                </div>
              )}
            </InlineGrid>
          </Box>
        )}
        {children}
      </BlockStack>
    </PolarisCard>
  )
  return title ? <section aria-labelledby={id}>{content}</section> : content
}
