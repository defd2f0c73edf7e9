import { Icon, TextField } from '@shopify/polaris'
import { SearchIcon } from '@shopify/polaris-icons'

type Props = {
  readonly label: string
  readonly hint: string
  readonly text: string
  onText(text: string): void
}

export function SearchField({ label, hint, text, onText }: Props) {
  return (
    <TextField
      label={label}
      labelHidden
      placeholder={hint}
      value={text}
      maxLength={100}
      autoComplete="off"
      clearButton
      onChange={onText}
      onClearButtonClick={() => onText('')}
      prefix={<Icon source={SearchIcon} tone="subdued" />}
    />
  )
}
