import type { ParkedChoice, ParkedDelivery } from '../../../mirror/contract/deliveries.ts'
import { Confirmation } from '../ui/page/confirmation.tsx'
import { type ParkedStep, useSettleParked } from './parked-queries.ts'
import { parkedWords, stepWords } from './parked-words.ts'

type Props = {
  readonly step: ParkedStep
  readonly parked: ParkedDelivery
  onDone(deliveries: number): void
  onCancel(): void
}

/** One, or all of the same reason where there are more. */
export function ConfirmStep({ step, parked, onDone, onCancel }: Props) {
  const settle = useSettleParked()
  const { title, text, confirm, all } = stepWords(step, parked.alike)
  const take = (choice: ParkedChoice) =>
    settle.mutate({ step, choice }, { onSuccess: ({ deliveries }) => onDone(deliveries) })
  return (
    <Confirmation
      title={title}
      text={text}
      trouble={settle.isError ? parkedWords.trouble : null}
      confirm={{
        text: confirm,
        isCritical: step === 'discard',
        onChoose: () => take({ deliveryId: parked.deliveryId }),
      }}
      further={parked.alike > 1 ? { text: all, onChoose: () => take({ reason: parked.reason }) } : null}
      cancelText={parkedWords.cancel}
      isBusy={settle.isPending}
      onCancel={onCancel}
    />
  )
}
