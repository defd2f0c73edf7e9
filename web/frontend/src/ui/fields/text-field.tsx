import { TextField as PolarisTextField } from '@shopify/polaris'

export type FieldProps = {
  readonly label: string
  /** What helps to fill it in. */
  readonly hint?: string
  /** What is wrong with it, in words; null: nothing is. */
  readonly problem?: string | null
  readonly isOff?: boolean
}

type Props = FieldProps & {
  readonly text: string
  readonly kind?: 'text' | 'email' | 'decimal' | 'whole' | 'day'
  /** More than one: it grows with its text. */
  readonly lines?: number
  readonly placeholder?: string
  /** Stands behind what is written, as a unit or a currency does. */
  readonly unit?: string
  readonly maxLength?: number
  readonly isRequired?: boolean
  /** For those who do not see where it stands; others know from its place. */
  readonly isLabelHidden?: boolean
  readonly hasFocus?: boolean
  onText(text: string): void
  onLeave?(): void
}

const kinds = {
  text: { type: 'text', inputMode: 'text' },
  email: { type: 'text', inputMode: 'email' },
  decimal: { type: 'text', inputMode: 'decimal' },
  whole: { type: 'text', inputMode: 'numeric' },
  day: { type: 'date', inputMode: 'none' },
} as const

/** What it holds is text, right or wrong: a form reads it and says what is wrong. */
export function TextField(props: Props) {
  const { label, text, kind = 'text', hint, problem, lines = 1, placeholder, unit, maxLength, onText, onLeave } = props
  return (
    <PolarisTextField
      label={label}
      labelHidden={props.isLabelHidden ?? false}
      value={text}
      type={kinds[kind].type}
      autoComplete="off"
      disabled={props.isOff ?? false}
      requiredIndicator={props.isRequired ?? false}
      focused={props.hasFocus ?? false}
      onChange={onText}
      {...(kind !== 'day' && { inputMode: kinds[kind].inputMode })}
      {...(lines > 1 && { multiline: lines })}
      {...(hint && { helpText: hint })}
      {...(problem && { error: problem })}
      {...(placeholder && { placeholder })}
      {...(unit && { suffix: unit })}
      {...(maxLength !== undefined && { maxLength })}
      {...(onLeave && { onBlur: onLeave })}
    />
  )
}
