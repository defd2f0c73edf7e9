import { Checkbox } from '@shopify/polaris'

type Props = {
  readonly label: string
  readonly hint?: string
  readonly isChosen: boolean
  readonly isOff?: boolean
  onChoose(isChosen: boolean): void
}

export function CheckField({ label, hint, isChosen, isOff = false, onChoose }: Props) {
  return (
    <Checkbox
      label={label}
      checked={isChosen}
      disabled={isOff}
      onChange={(checked) => onChoose(checked)}
      {...(hint && { helpText: hint })}
    />
  )
}
