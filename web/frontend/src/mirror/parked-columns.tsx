import type { ParkedDelivery } from '../../../mirror/contract/deliveries.ts'
import { exactTime } from '../format/dates.ts'
import type { PlainColumn } from '../ui/tables/plain-table.tsx'
import { RowActions } from '../ui/tables/row-actions.tsx'
import { TwoLines } from '../ui/tables/rows/two-lines.tsx'
import { Explained } from '../ui/text/explained.tsx'
import { TimeSince } from '../ui/text/time-since.tsx'
import type { ParkedStep } from './parked-queries.ts'
import { parkedReasonWords, parkedWords, stepWords, topicHint, topicWords } from './parked-words.ts'

const { columns: titles } = parkedWords
const steps: readonly ParkedStep[] = ['retry', 'discard']

export function parkedColumns(
  onStep: (step: ParkedStep, parked: ParkedDelivery) => void,
): readonly PlainColumn<ParkedDelivery>[] {
  return [
    {
      key: 'what',
      title: titles.what,
      width: 20,
      cell: ({ topic }) => <TwoLines first={topicWords(topic)} second={topicHint(topic)} hint={topic} />,
    },
    {
      key: 'why',
      title: titles.why,
      width: 42,
      cell: ({ kind, reason }) => <Explained sentence={parkedReasonWords(kind)} exactly={reason} />,
    },
    {
      key: 'when',
      title: titles.when,
      width: 18,
      cell: ({ receivedAt }) => <TwoLines first={<TimeSince instant={receivedAt} />} second={exactTime(receivedAt)} />,
    },
    {
      key: 'steps',
      title: titles.steps,
      width: 20,
      cell: (parked) => (
        <RowActions
          actions={steps.map((step) => {
            const { short } = stepWords(step, parked.alike)
            return {
              text: short,
              label: `${short}: ${topicWords(parked.topic)}, ${exactTime(parked.receivedAt)}`,
              isCritical: step === 'discard',
              onAction: () => onStep(step, parked),
            }
          })}
        />
      ),
    },
  ]
}
