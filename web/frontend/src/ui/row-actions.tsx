import { BlockStack, Button, InlineStack } from '@shopify/polaris'

type Action = {
  readonly text: string
  /** The whole of it, for those who do not see the row. */
  readonly label: string
  readonly isCritical?: boolean
  onAction(): void
}

type Props = {
  readonly actions: readonly Action[]
  /** As words beneath each other, where there is little room. */
  readonly isNarrow?: boolean
}

export function RowActions({ actions, isNarrow = false }: Props) {
  const buttons = actions.map(({ text, label, isCritical = false, onAction }) => (
    <Button
      key={text}
      size="slim"
      textAlign="start"
      accessibilityLabel={label}
      {...(isNarrow && { variant: 'plain' })}
      {...(isCritical && { tone: 'critical' })}
      onClick={onAction}
    >
      {text}
    </Button>
  ))
  if (!isNarrow) return <InlineStack gap="200">{buttons}</InlineStack>
  return (
    <BlockStack gap="150" inlineAlign="start">
      {buttons}
    </BlockStack>
  )
}
