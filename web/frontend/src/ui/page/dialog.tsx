import { BlockStack, Modal, Text } from '@shopify/polaris'
import { type ReactNode, useEffect } from 'react'

type Props = {
  readonly title: string
  readonly size?: 'small' | 'large'
  /** Why it did not work the last time. */
  readonly trouble?: string | null
  readonly confirm?: {
    readonly text: string
    readonly isBusy?: boolean
    readonly isOff?: boolean
    readonly isCritical?: boolean
    onConfirm(): void
  }
  readonly closeText: string
  readonly children: ReactNode
  onClose(): void
}

/** Something to fill in or to look at before going on; then the focus is where it was. */
export function Dialog({ title, size, trouble = null, confirm, closeText, children, onClose }: Props) {
  useEffect(() => {
    const { activeElement } = document
    return () => {
      if (activeElement instanceof HTMLElement) activeElement.focus()
    }
  }, [])
  const isBusy = confirm?.isBusy ?? false
  return (
    <Modal
      open
      title={title}
      onClose={onClose}
      {...(size && { size })}
      {...(confirm && {
        primaryAction: {
          content: confirm.text,
          onAction: confirm.onConfirm,
          loading: isBusy,
          disabled: confirm.isOff ?? false,
          destructive: confirm.isCritical ?? false,
        },
      })}
      secondaryActions={[{ content: closeText, onAction: onClose, disabled: isBusy }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {children}
          <div role="alert">
            {trouble !== null && (
              <Text as="p" tone="critical">
                {trouble}
              </Text>
            )}
          </div>
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}
