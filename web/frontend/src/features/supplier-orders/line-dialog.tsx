import { useState } from 'react'
import type { SupplierOrderEdit } from '../../../../contract/supplier-order-changes.ts'
import type { SupplierOrderDetail, SupplierOrderLine } from '../../../../contract/supplier-orders.ts'
import { unlikelyDayOf } from '../../api/faults.ts'
import { useAffected, useChangeSupplierOrder } from '../../api/supplier-order-queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { useWrongFields, WatchedFields } from '../../ui/wrong-fields.tsx'
import { readMoney, typedMoney } from '../../words/money.ts'
import { orderDetailWords } from '../../words/order-detail-words.ts'
import { cameWords, orderDialogWords } from '../../words/order-dialog-words.ts'
import { AffectedList } from './affected-list.tsx'
import { ExpectedParts, type Part } from './expected-parts.tsx'
import { troubleOf, UnlikelyDays, unlikelyDaysIn } from './unlikely-days.tsx'

type Props = { readonly order: SupplierOrderDetail; readonly line: SupplierOrderLine; onClose(): void }

/** Changes units, days and cost of one line. Who waits for them sees it before it is saved. */
export function LineDialog({ order, line, onClose }: Props) {
  // As they were when the dialog opened: what somebody else changes meanwhile is told when it is saved.
  const [version] = useState(order.version)
  const [parts, setParts] = useState<readonly Part[]>(() => partsOf(line))
  const [cost, setCost] = useState(line.cost === null ? '' : typedMoney(line.cost))
  const change = useChangeSupplierOrder(order.supplierOrderId)
  const wrong = useWrongFields()

  const amount = cost.trim() === '' ? null : readMoney(cost)
  const problem = cost.trim() !== '' && amount === null ? orderDialogWords.noAmount : null
  const units = line.accepted + line.rejected + line.cancelled + parts.reduce((sum, part) => sum + part.units, 0)
  const isNone = units === 0
  const edit: SupplierOrderEdit = {
    supplierOrderId: order.supplierOrderId,
    version,
    lines: [
      {
        supplierOrderLineId: line.supplierOrderLineId,
        ...(!isNone && { units }),
        cost: amount,
        arrivals: parts.filter((part) => part.units > 0).map((part) => ({ units: part.units, due: part.due })),
      },
    ],
  }
  const isOrdered = order.state !== 'draft'
  const isSound = problem === null && !isNone && wrong.labels.length === 0
  const asked = useSettled(JSON.stringify(edit.lines))
  const affected = useAffected(
    order.supplierOrderId,
    isOrdered && isSound && asked === JSON.stringify(edit.lines) ? { move: 'edit', edit } : null,
  )
  const isAsked = unlikelyDayOf(change.error) !== null
  const unlikely = isAsked ? [] : unlikelyDaysIn(affected)
  const isInDoubt = isAsked || unlikely.length > 0
  return (
    <Dialog
      title={line.title}
      trouble={troubleOf(change.error, orderDetailWords.trouble)}
      confirm={{
        text: isInDoubt ? orderDialogWords.useDay : orderDialogWords.save,
        isBusy: change.isPending,
        isOff: !isSound,
        onConfirm: () =>
          change.mutate(
            { move: 'edit', edit: { ...edit, ...(isInDoubt && { confirmed: true }) } },
            { onSuccess: onClose },
          ),
      }}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      {isOrdered && <LineText tone="subdued">{cameWords(line)}</LineText>}
      <WatchedFields wrong={wrong}>
        <ExpectedParts
          parts={parts}
          onParts={(changed) => {
            change.reset()
            setParts(changed)
          }}
        />
      </WatchedFields>
      {isNone && <LineText tone="critical">{orderDialogWords.noUnits}</LineText>}
      <MoneyField
        label={orderDialogWords.cost}
        text={cost}
        currency={order.currency}
        problem={problem}
        onText={setCost}
      />
      <UnlikelyDays days={unlikely} />
      {isOrdered && isSound && <AffectedList affected={affected} />}
    </Dialog>
  )
}

function partsOf({ arrivals, outstanding }: SupplierOrderLine): Part[] {
  const parts = arrivals.filter(({ units }) => units > 0).map(({ units, due }, key) => ({ key, units, due }))
  return parts.length > 0 ? parts : [{ key: 0, units: outstanding, due: null }]
}
