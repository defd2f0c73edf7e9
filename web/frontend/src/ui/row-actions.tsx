import { Button, InlineStack } from '@shopify/polaris'

type Action = {
  readonly text: string
  /** The whole of it, for those who do not see the row. */
  readonly label: string
  readonly isCritical?: boolean
  onAction(): void
}

export function RowActions({ actions }: { actions: readonly Action[] }) {
  return (
    <InlineStack gap="200">
      {actions.map(({ text, label, isCritical = false, onAction }) => (
        <Button
          key={text}
          size="slim"
          accessibilityLabel={label}
          {...(isCritical && { tone: 'critical' })}
          onClick={onAction}
        >
          {text}
        </Button>
      ))}
    </InlineStack>
  )
}
