import { BlockStack, Box, Button, Icon, Text } from '@shopify/polaris'
import { CheckIcon, PlusIcon, SearchIcon } from '@shopify/polaris-icons'
import styles from './nothing.module.css'

const signs = { done: CheckIcon, search: SearchIcon, start: PlusIcon } as const

type Props = {
  readonly sign: keyof typeof signs
  readonly title: string
  readonly text: string
  readonly action?: { readonly text: string; onAction(): void }
  /** In one of several cards of a page. */
  readonly isSmall?: boolean
}

/** An empty list, in words. */
export function Nothing({ sign, title, text, action, isSmall = false }: Props) {
  return (
    <Box
      {...(isSmall ? { paddingBlockStart: '200', paddingBlockEnd: '600' } : { paddingBlock: '1600' })}
      paddingInline="400"
    >
      <BlockStack gap="300" inlineAlign="center">
        <span className={styles['sign']} data-sign={sign}>
          <Icon source={signs[sign]} />
        </span>
        <BlockStack gap="100" inlineAlign="center">
          <Text as="h2" variant="headingMd" alignment="center">
            {title}
          </Text>
          <Box maxWidth="26rem">
            <Text as="p" tone="subdued" alignment="center">
              {text}
            </Text>
          </Box>
        </BlockStack>
        {action && <Button onClick={action.onAction}>{action.text}</Button>}
      </BlockStack>
    </Box>
  )
}
