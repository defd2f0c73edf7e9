import { ChoiceList } from '@shopify/polaris'

type Props<Value extends string> = {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly text: string; readonly hint?: string }[]
  onChoose(value: Value): void
}

/** One of some, all in sight. */
export function RadioField<Value extends string>({
  label,
  isLabelHidden = false,
  value,
  choices,
  onChoose,
}: Props<Value>) {
  return (
    <ChoiceList
      title={label}
      titleHidden={isLabelHidden}
      selected={[value]}
      choices={choices.map((choice) => ({
        value: choice.value,
        label: choice.text,
        ...(choice.hint && { helpText: choice.hint }),
      }))}
      onChange={([chosen]) => {
        const choice = choices.find((each) => each.value === chosen)
        if (choice) onChoose(choice.value)
      }}
    />
  )
}
