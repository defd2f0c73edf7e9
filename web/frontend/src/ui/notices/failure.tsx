import { Box } from '@shopify/polaris'
import { Notice } from './notice.tsx'

type Props = {
  readonly title: string
  readonly text: string
  readonly actionText: string
  readonly isBusy: boolean
  onAction(): void
}

/** What stands where something could not be loaded. */
export function Failure({ title, text, actionText, isBusy, onAction }: Props) {
  return (
    <Box padding="400">
      <Notice tone="critical" title={title} action={{ text: actionText, onAction, isBusy }}>
        {text}
      </Notice>
    </Box>
  )
}
