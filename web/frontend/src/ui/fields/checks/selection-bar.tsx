import { Button, InlineStack, Text } from '@shopify/polaris'
import styles from './selection-bar.module.css'

type Action = { readonly text: string; readonly isMain?: boolean; readonly isBusy?: boolean; onAction(): void }
type Props = {
  /** `3 items chosen`; null: nothing is, and there is no bar. */
  readonly text: string | null
  readonly actions: readonly Action[]
}

/** What can be done with the rows that are chosen. It stays in sight while the list scrolls. */
export function SelectionBar({ text, actions }: Props) {
  return (
    <div role="status" className={styles['place']} data-chosen={text !== null}>
      {text !== null && (
        <div className={styles['bar']}>
          <Text as="p" fontWeight="medium">
            {text}
          </Text>
          <InlineStack gap="200">
            {actions.map(({ text: content, isMain = false, isBusy = false, onAction }) => (
              <Button key={content} {...(isMain && { variant: 'primary' })} loading={isBusy} onClick={onAction}>
                {content}
              </Button>
            ))}
          </InlineStack>
        </div>
      )}
    </div>
  )
}
