import { useState } from 'react'
import type { SupplierOrderDetail, SupplierOrderLine } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { readMoney, typedMoney } from '../../format/money.ts'
import { useWrongFields, WatchedFields } from '../../ui/fields/checks/wrong-fields.tsx'
import { MoneyField } from '../../ui/fields/money-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { AffectedList } from '../dialogs/affected-list.tsx'
import { ChangedSince } from '../dialogs/changed-since.tsx'
import { UnlikelyDays } from '../dialogs/unlikely-days.tsx'
import { useEdit } from '../dialogs/use-edit.ts'
import { useKnownOrder } from '../order/use-known-order.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { cameWords, orderDialogWords } from '../words/order-dialog-words.ts'
import { type ExpectedPart, ExpectedParts } from './expected-parts.tsx'

type Props = { readonly order: SupplierOrderDetail; readonly line: SupplierOrderLine; onClose(): void }

/** Changes units, days and cost of one line. Who waits for them sees it before it is saved. */
export function LineDialog({ order, line: read, onClose }: Props) {
  const known = useKnownOrder(order, read)
  const line = known.beside
  // Null: nothing was typed, and what is read is shown and stays.
  const [typedParts, setParts] = useState<readonly ExpectedPart[] | null>(null)
  const [typedCost, setCost] = useState<string | null>(null)
  const parts = typedParts ?? partsOf(line)
  const cost = typedCost ?? costOf(line)
  const wrong = useWrongFields()

  const problem = isAmount(cost) ? null : orderDialogWords.noAmount
  const isNone = unitsOf(line, parts) === 0
  const isOrdered = order.state !== 'draft'
  const isSound = problem === null && !isNone && wrong.labels.length === 0
  const wanted = { lines: [lineEdit(line, typedParts, typedCost)] }
  const edit = useEdit(known, wanted, { isReady: isSound, isPreviewed: isOrdered, onDone: onClose })
  return (
    <Dialog
      title={line.title}
      trouble={edit.trouble}
      confirm={edit.confirm}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      <ChangedSince news={known.news} />
      {isOrdered && <LineText tone="subdued">{cameWords(line)}</LineText>}
      <WatchedFields wrong={wrong}>
        <ExpectedParts
          parts={parts}
          onParts={(changed) => {
            edit.forget()
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
      <UnlikelyDays days={edit.unlikely} />
      {isOrdered && isSound && <AffectedList affected={edit.affected} />}
    </Dialog>
  )
}

/** What was typed of it; what was not stays as it is. */
function lineEdit(line: SupplierOrderLine, parts: readonly ExpectedPart[] | null, cost: string | null) {
  return {
    supplierOrderLineId: line.supplierOrderLineId,
    ...(parts !== null && unitsAndDays(line, parts)),
    ...(cost !== null && { cost: amountOf(cost) }),
  }
}

function unitsAndDays(line: SupplierOrderLine, parts: readonly ExpectedPart[]) {
  const units = unitsOf(line, parts)
  const arrivals = parts.filter((part) => part.units > 0).map((part) => ({ units: part.units, due: part.due }))
  return { ...(units > 0 && { units }), arrivals }
}

function unitsOf({ accepted, rejected, cancelled }: SupplierOrderLine, parts: readonly ExpectedPart[]): number {
  return accepted + rejected + cancelled + parts.reduce((sum, part) => sum + part.units, 0)
}

function costOf({ cost }: SupplierOrderLine): string {
  return cost === null ? '' : typedMoney(cost)
}

function amountOf(cost: string): string | null {
  return cost.trim() === '' ? null : readMoney(cost)
}

function isAmount(cost: string): boolean {
  return cost.trim() === '' || amountOf(cost) !== null
}

function partsOf({ arrivals, outstanding }: SupplierOrderLine): ExpectedPart[] {
  const parts = arrivals.filter(({ units }) => units > 0).map(({ units, due }, key) => ({ key, units, due }))
  return parts.length > 0 ? parts : [{ key: 0, units: outstanding, due: null }]
}
