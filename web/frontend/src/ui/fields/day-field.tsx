import { type FieldProps, TextField } from './text-field.tsx'

type Props = FieldProps & {
  /** `2026-11-27`; null: no day. */
  readonly day: string | null
  readonly isLabelHidden?: boolean
  onDay(day: string | null): void
}

/** A calendar day, written as the browser's language has it. */
export function DayField({ day, onDay, ...props }: Props) {
  return <TextField kind="day" text={day ?? ''} onText={(text) => onDay(text === '' ? null : text)} {...props} />
}
