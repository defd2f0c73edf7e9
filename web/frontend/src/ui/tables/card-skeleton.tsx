import { BlockStack, Card, SkeletonBodyText, SkeletonDisplayText } from '@shopify/polaris'

export function CardSkeleton({ label, lines }: { label: string; lines: readonly number[] }) {
  return (
    <div role="status" aria-label={label}>
      <BlockStack gap="400">
        {lines.map((count, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cards in a fixed order
          <Card key={index}>
            <BlockStack gap="400">
              <SkeletonDisplayText size="small" />
              <SkeletonBodyText lines={count} />
            </BlockStack>
          </Card>
        ))}
      </BlockStack>
    </div>
  )
}
