import { useWatchedFields } from '../../ui/fields/checks/wrong-fields.tsx'
import { DayField } from '../../ui/fields/day-field.tsx'
import { Fields } from '../../ui/fields/fields.tsx'
import { UnitsField } from '../../ui/fields/units/units-field.tsx'
import { Actions } from '../../ui/page/actions.tsx'
import { orderDialogWords } from '../words/order-dialog-words.ts'

export type ExpectedPart = { readonly key: number; readonly units: number; readonly due: string | null }

const mostParts = 50

type Props = { readonly parts: readonly ExpectedPart[]; onParts(parts: readonly ExpectedPart[]): void }

/** What is still to come and when, in as many parts as the supplier delivers it. */
export function ExpectedParts({ parts, onParts }: Props) {
  const change = (key: number, to: Partial<ExpectedPart>) =>
    onParts(parts.map((part) => (part.key === key ? { ...part, ...to } : part)))
  const fields = useWatchedFields()
  const last = parts.at(-1)
  // Half of the last part comes on another day.
  const split = (part: ExpectedPart) => {
    const later = Math.floor(part.units / 2)
    const key = Math.max(...parts.map((each) => each.key)) + 1
    onParts([...parts.slice(0, -1), { ...part, units: part.units - later }, { key, units: later, due: part.due }])
  }
  const join = (part: ExpectedPart) => {
    const before = parts.at(-2)
    fields?.say(`part ${part.key}`, null)
    if (before) onParts([...parts.slice(0, -2), { ...before, units: before.units + part.units }])
  }
  return (
    <>
      {parts.map(({ key, units, due }, index) => (
        <Fields key={key}>
          <UnitsField
            label={orderDialogWords.partUnits(index, parts.length)}
            isLabelShown
            name={`part ${key}`}
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
      {last && (
        <Actions
          actions={[
            {
              text: orderDialogWords.split,
              isOff: parts.length >= mostParts || last.units < 2,
              onAction: () => split(last),
            },
            ...(parts.length > 1 ? [{ text: orderDialogWords.join, onAction: () => join(last) }] : []),
          ]}
        />
      )}
    </>
  )
}
