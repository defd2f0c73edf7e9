import { TextField } from '@shopify/polaris'
import { useEffect, useRef, useState } from 'react'
import { wholeNumberWords } from '../../../format/field-faults.ts'
import { useWatchedFields } from '../checks/wrong-fields.tsx'
import styles from './units-field.module.css'

type Props = {
  readonly label: string
  /** Its own among all fields that are confirmed together; where it is not given, the label is. */
  readonly name?: string
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

/** A whole number. What is no number stays as it was typed, and is told until it is mended. */
export function UnitsField(props: Props) {
  const { label, isLabelShown = false, value, least = 0, most = 1_000_000, isDisabled = false, trouble = null } = props
  const { tells = 'left', name = label, onUnits } = props
  const fields = useWatchedFields()
  // While fields are watched, what is wrong is kept by whoever watches.
  const [typed, setTyped] = useState(String(value))
  const kept = fields?.textOf(name) ?? null
  const text = kept ?? typed
  const units = wholeNumber(text, least, most)
  const show = (shown: string) => {
    const isWrong = wholeNumber(shown, least, most) === null
    fields?.say(name, isWrong ? { label, text: shown } : null)
    if (fields === null || !isWrong) setTyped(shown)
  }
  const last = useRef(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number replaces what was typed
  useEffect(() => {
    if (last.current === value) return
    last.current = value
    show(String(value))
  }, [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was too much is not any more
  useEffect(() => {
    if (kept === null || units === null) return
    show(kept)
    if (tells === 'typed') tell(units)
  }, [units])

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
        maxLength={20}
        error={units === null ? wholeNumberWords(text, least, most) : (trouble ?? false)}
        onChange={(typed) => {
          show(typed)
          if (tells === 'typed') tell(wholeNumber(typed, least, most))
        }}
        onBlur={() => tell(units)}
      />
    </span>
  )
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const digits = text.trim()
  if (!/^[0-9]{1,20}$/.test(digits)) return null
  const units = Number(digits)
  return units < least || units > most ? null : units
}
