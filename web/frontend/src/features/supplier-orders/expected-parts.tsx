import { Actions } from '../../ui/actions.tsx'
import { DayField } from '../../ui/day-field.tsx'
import { Fields } from '../../ui/fields.tsx'
import { UnitsField } from '../../ui/units-field.tsx'
import { orderDialogWords } from '../../words/order-dialog-words.ts'

export type Part = { readonly key: number; readonly units: number; readonly due: string | null }

type Props = { readonly parts: readonly Part[]; onParts(parts: readonly Part[]): void }

/** What is still to come and when, in as many parts as the supplier delivers it. */
export function ExpectedParts({ parts, onParts }: Props) {
  const change = (key: number, to: Partial<Part>) =>
    onParts(parts.map((part) => (part.key === key ? { ...part, ...to } : part)))
  const split = () => {
    const key = Math.max(0, ...parts.map((part) => part.key)) + 1
    onParts([...parts, { key, units: 1, due: parts.at(-1)?.due ?? null }])
  }
  return (
    <>
      {parts.map(({ key, units, due }, index) => (
        <Fields key={key}>
          <UnitsField
            label={orderDialogWords.partUnits(index, parts.length)}
            isLabelShown
            tells="typed"
            value={units}
            onUnits={(changed) => change(key, { units: changed })}
          />
          <DayField
            label={orderDialogWords.partDay(index, parts.length)}
            day={due}
            onDay={(changed) => change(key, { due: changed })}
          />
        </Fields>
      ))}
      <Actions
        actions={[
          { text: orderDialogWords.split, isOff: parts.length >= 50, onAction: split },
          ...(parts.length > 1 ? [{ text: orderDialogWords.join, onAction: () => onParts(parts.slice(0, -1)) }] : []),
        ]}
      />
    </>
  )
}
