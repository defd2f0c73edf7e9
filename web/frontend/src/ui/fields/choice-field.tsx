import { Select } from '@shopify/polaris'
import type { FieldProps } from './text-field.tsx'

type Props<Value extends string> = FieldProps & {
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly text: string }[]
  readonly isLabelHidden?: boolean
  onChoose(value: Value): void
}

/** One of some: a list that opens. */
export function ChoiceField<Value extends string>(props: Props<Value>) {
  const { label, hint, problem, value, choices, isLabelHidden = false, isOff = false, onChoose } = props
  return (
    <Select
      label={label}
      labelHidden={isLabelHidden}
      value={value}
      disabled={isOff}
      options={choices.map((choice) => ({ value: choice.value, label: choice.text }))}
      onChange={(chosen) => {
        const choice = choices.find((each) => each.value === chosen)
        if (choice) onChoose(choice.value)
      }}
      {...(hint && { helpText: hint })}
      {...(problem && { error: problem })}
    />
  )
}
