import { Checkbox } from '@shopify/polaris'

type Props = {
  readonly label: string
  readonly state: 'yes' | 'no' | 'some'
  onChange(isChosen: boolean): void
}

/** Chooses a row, or all of them; what it chooses is said to those who do not see it. */
export function RowCheck({ label, state, onChange }: Props) {
  return (
    <Checkbox
      label={label}
      labelHidden
      checked={state === 'some' ? 'indeterminate' : state === 'yes'}
      onChange={onChange}
    />
  )
}
