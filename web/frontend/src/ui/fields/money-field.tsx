import { type FieldProps, TextField } from './text-field.tsx'

type Props = FieldProps & {
  readonly text: string
  /** `EUR` */
  readonly currency: string
  readonly isLabelHidden?: boolean
  onText(text: string): void
  onLeave?(): void
}

/** An amount as it is typed; `readMoney` makes an amount of it. */
export function MoneyField({ currency, ...props }: Props) {
  return <TextField kind="decimal" unit={currency} maxLength={30} {...props} />
}
