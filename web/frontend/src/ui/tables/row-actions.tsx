import { Button, InlineStack } from '@shopify/polaris'

type Action = {
  readonly text: string
  /** The whole of it, for those who do not see the row. */
  readonly label: string
  readonly isCritical?: boolean
  onAction(): void
}

type Props = {
  readonly actions: readonly Action[]
  /** As words, where there is little room. */
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
  return <InlineStack gap="200">{buttons}</InlineStack>
}
