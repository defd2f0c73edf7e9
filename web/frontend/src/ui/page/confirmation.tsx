import { Modal, Text } from '@shopify/polaris'
import { useEffect } from 'react'

type Choice = { readonly text: string; onChoose(): void }

type Props = {
  readonly title: string
  readonly text: string
  /** Why it did not work the last time. */
  readonly trouble: string | null
  readonly confirm: Choice & { readonly isCritical: boolean }
  /** The same for more than one. */
  readonly further: Choice | null
  readonly cancelText: string
  readonly isBusy: boolean
  onCancel(): void
}

/** Asks before something is done; then the focus is where it was. */
export function Confirmation({ title, text, trouble, confirm, further, cancelText, isBusy, onCancel }: Props) {
  useEffect(() => {
    const { activeElement } = document
    return () => {
      if (activeElement instanceof HTMLElement) activeElement.focus()
    }
  }, [])
  return (
    <Modal
      open
      size="small"
      title={title}
      onClose={onCancel}
      primaryAction={{
        content: confirm.text,
        onAction: confirm.onChoose,
        loading: isBusy,
        destructive: confirm.isCritical,
      }}
      secondaryActions={[
        ...(further ? [{ content: further.text, onAction: further.onChoose, disabled: isBusy }] : []),
        { content: cancelText, onAction: onCancel, disabled: isBusy },
      ]}
    >
      <Modal.Section>
        <Text as="p">{text}</Text>
        {trouble !== null && (
          <div role="alert">
            <Text as="p" tone="critical">
              {trouble}
            </Text>
          </div>
        )}
      </Modal.Section>
    </Modal>
  )
}
