import { TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { wholeNumberWords } from '../words/field-words.ts'
import styles from './units-field.module.css'

type Props = {
  readonly label: string
  readonly isLabelShown?: boolean
  readonly value: number
  readonly least?: number
  readonly most?: number
  readonly isDisabled?: boolean
  /** Said beneath, while it is a number. */
  readonly trouble?: string | null
  /** `typed`: at every number; else when the field is left or Enter is pressed. */
  readonly tells?: 'typed' | 'left'
  onUnits(units: number): void
}

/** A whole number. What is no number is told, and gone when the field is left: what it shows then is what counts. */
export function UnitsField(props: Props) {
  const { label, isLabelShown = false, value, least = 0, most = 1_000_000, isDisabled = false, trouble = null } = props
  const { tells = 'left', onUnits } = props
  const [text, setText] = useState(String(value))
  useEffect(() => setText(String(value)), [value])

  const units = wholeNumber(text, least, most)
  const tell = (told: number | null) => {
    if (told !== null && told !== value) onUnits(told)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field, as in a form
    <span
      className={styles['field']}
      onKeyDown={(event) => {
        if (event.key === 'Enter') tell(units)
      }}
    >
      <TextField
        label={label}
        labelHidden={!isLabelShown}
        value={text}
        inputMode="numeric"
        autoComplete="off"
        selectTextOnFocus
        disabled={isDisabled}
        maxLength={9}
        error={units === null ? wholeNumberWords(least, most) : (trouble ?? false)}
        onChange={(typed) => {
          setText(typed)
          if (tells === 'typed') tell(wholeNumber(typed, least, most))
        }}
        onBlur={() => {
          if (units === null) setText(String(value))
          else tell(units)
        }}
      />
    </span>
  )
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const digits = text.trim()
  if (!/^[0-9]{1,9}$/.test(digits)) return null
  const units = Number(digits)
  return units < least || units > most ? null : units
}
