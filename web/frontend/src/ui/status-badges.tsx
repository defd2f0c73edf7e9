import { Badge, InlineStack } from '@shopify/polaris'

type Tone = 'neutral' | 'info' | 'success' | 'attention' | 'warning' | 'critical'
type Props = { readonly statuses: readonly { readonly text: string; readonly tone: Tone }[] }

export function StatusBadges({ statuses }: Props) {
  return (
    <InlineStack gap="100" as="span">
      {statuses.map(({ text, tone }) => (
        <Badge key={text} {...(tone !== 'neutral' && { tone })}>
          {text}
        </Badge>
      ))}
    </InlineStack>
  )
}
