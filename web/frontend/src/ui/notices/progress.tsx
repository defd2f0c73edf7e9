import { BlockStack, InlineStack, ProgressBar, Text } from '@shopify/polaris'
import { useId } from 'react'

type Props = {
  /** From 0 to 1. */
  readonly share: number
  /** What is being done, and how far it is. */
  readonly text: string
  readonly remark: string
}

/** A bar with what it stands for. Both lines keep their height while they have nothing to say. */
export function Progress({ share, text, remark }: Props) {
  const id = useId()
  return (
    <BlockStack gap="200">
      <ProgressBar progress={Math.round(share * 1000) / 10} size="small" tone="primary" ariaLabelledBy={id} />
      <InlineStack align="space-between" gap="200">
        <Text as="span" variant="bodySm" id={id}>
          {text || '\u00a0'}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued" numeric>
          {remark || '\u00a0'}
        </Text>
      </InlineStack>
    </BlockStack>
  )
}
