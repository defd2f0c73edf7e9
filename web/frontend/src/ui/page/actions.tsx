import { Button, InlineStack } from '@shopify/polaris'

type Action = {
  readonly text: string
  /** The whole of it, where the text alone does not say what it is about. */
  readonly label?: string
  readonly isMain?: boolean
  readonly isCritical?: boolean
  readonly isBusy?: boolean
  readonly isOff?: boolean
} & ({ onAction(): void } | { readonly url: string })

type Props = { readonly actions: readonly Action[]; readonly at?: 'start' | 'end' }

/** Buttons beside each other. */
export function Actions({ actions, at = 'start' }: Props) {
  return (
    <InlineStack gap="200" align={at}>
      {actions.map((action) => (
        <Button
          key={action.text}
          loading={action.isBusy ?? false}
          disabled={action.isOff ?? false}
          {...(action.label && { accessibilityLabel: action.label })}
          {...(action.isMain && { variant: 'primary' })}
          {...(action.isCritical && { tone: 'critical' })}
          {...('url' in action ? { url: action.url } : { onClick: action.onAction })}
        >
          {action.text}
        </Button>
      ))}
    </InlineStack>
  )
}
