import { Checkbox } from '@shopify/polaris'
import { useId } from 'react'
import styles from './checks-field.module.css'

type Props<Value extends string | number> = {
  readonly label: string
  readonly hint?: string
  readonly choices: readonly { readonly value: Value; readonly text: string }[]
  readonly chosen: readonly Value[]
  onChoose(chosen: readonly Value[]): void
}

/** Any of some, all in sight; what is chosen is in the order of the choices. */
export function ChecksField<Value extends string | number>({ label, hint, choices, chosen, onChoose }: Props<Value>) {
  const hintId = useId()
  const choose = (changed: Value, isChosen: boolean) =>
    onChoose(
      choices.map(({ value }) => value).filter((value) => (value === changed ? isChosen : chosen.includes(value))),
    )
  return (
    <fieldset className={styles['field']} aria-describedby={hint ? hintId : undefined}>
      <legend className={styles['label']}>{label}</legend>
      <div className={styles['choices']}>
        {choices.map(({ value, text }) => (
          <Checkbox
            key={value}
            label={text}
            checked={chosen.includes(value)}
            onChange={(isChosen) => choose(value, isChosen)}
          />
        ))}
      </div>
      {hint && (
        <p id={hintId} className={styles['hint']}>
          {hint}
        </p>
      )}
    </fieldset>
  )
}
