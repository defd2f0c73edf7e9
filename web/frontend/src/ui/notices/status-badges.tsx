import { Badge, InlineStack } from '@shopify/polaris'

type Tone = 'neutral' | 'info' | 'success' | 'attention' | 'warning' | 'critical'
export type Status = { readonly text: string; readonly tone: Tone }
type Props = { readonly statuses: readonly Status[] }

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
