import { BlockStack, Button, InlineStack, TextField as PolarisTextField } from '@shopify/polaris'
import { useId } from 'react'
import styles from './copy-field.module.css'
import { copyText } from './copy-text.ts'

type Props = {
  readonly label: string
  readonly text: string
  readonly lines: number
  readonly hint: string
  readonly copy: string
  /** Where it is to be pasted. */
  readonly way: { readonly text: string; readonly url: string }
  /** What came of it; null: nothing yet. */
  readonly remark: string | null
  onCopied(isCopied: boolean): void
}

/** Text to be taken elsewhere: by its button, or by hand, for which it selects itself. */
export function CopyField({ label, text, lines, hint, copy, way, remark, onCopied }: Props) {
  const id = useId()
  const take = async () => {
    const field = document.getElementById(id)
    if (field instanceof HTMLTextAreaElement) onCopied(await copyText(field))
  }
  return (
    <BlockStack gap="200">
      <div className={styles['field']}>
        <PolarisTextField
          id={id}
          label={label}
          value={text}
          helpText={hint}
          multiline={lines}
          maxHeight={`${lines * 1.5}rem`}
          autoComplete="off"
          readOnly
          monospaced
          selectTextOnFocus
        />
      </div>
      <InlineStack gap="200" blockAlign="center">
        <Button variant="primary" onClick={() => void take()}>
          {copy}
        </Button>
        <Button url={way.url}>{way.text}</Button>
        <span role="status">{remark}</span>
      </InlineStack>
    </BlockStack>
  )
}
