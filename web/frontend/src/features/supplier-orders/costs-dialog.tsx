import { useState } from 'react'
import type { SupplierOrderEdit } from '../../../../contract/supplier-order-changes.ts'
import type { SupplierOrderDetail } from '../../../../contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { useChangeSupplierOrder } from '../../api/supplier-order-queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Fields } from '../../ui/fields.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { readMoney, typedMoney } from '../../words/money.ts'
import { orderDetailWords } from '../../words/order-detail-words.ts'
import { orderDialogWords, rateHint } from '../../words/order-dialog-words.ts'

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** Tax, shipping, the exchange rate and notes. */
export function CostsDialog({ order, onClose }: Props) {
  const [version] = useState(order.version)
  const [tax, setTax] = useState(typedMoney(order.tax))
  const [shipping, setShipping] = useState(typedMoney(order.shipping))
  const [rate, setRate] = useState(order.exchangeRate === null ? '' : typedMoney(order.exchangeRate))
  const [notes, setNotes] = useState(order.notes)
  const change = useChangeSupplierOrder(order.supplierOrderId)

  const isForeign = order.shopCurrency !== null && order.shopCurrency !== order.currency
  const amounts = { tax: readMoney(tax || '0'), shipping: readMoney(shipping || '0') }
  const exchangeRate = rate.trim() === '' ? null : readRate(rate)
  const problemOf = (amount: string | null) => (amount === null ? orderDialogWords.noAmount : null)
  const isRateSound = exchangeRate !== undefined
  const { supplierOrderId } = order
  const save = () => {
    if (amounts.tax === null || amounts.shipping === null || exchangeRate === undefined) return
    const edit: SupplierOrderEdit = {
      supplierOrderId,
      version,
      tax: amounts.tax,
      shipping: amounts.shipping,
      notes,
      ...(isForeign && { exchangeRate }),
    }
    change.mutate({ move: 'edit', edit }, { onSuccess: onClose })
  }
  return (
    <Dialog
      title={orderDialogWords.costsTitle}
      trouble={change.isError ? (refusalOf(change.error) ?? orderDetailWords.trouble) : null}
      confirm={{
        text: orderDialogWords.save,
        isBusy: change.isPending,
        isOff: amounts.tax === null || amounts.shipping === null || !isRateSound,
        onConfirm: save,
      }}
      closeText={orderDetailWords.dismiss}
      onClose={onClose}
    >
      <Fields>
        <MoneyField
          label={orderDetailWords.costs.tax}
          text={tax}
          currency={order.currency}
          problem={problemOf(amounts.tax)}
          onText={setTax}
        />
        <MoneyField
          label={orderDetailWords.costs.shipping}
          text={shipping}
          currency={order.currency}
          problem={problemOf(amounts.shipping)}
          onText={setShipping}
        />
      </Fields>
      {isForeign && (
        <TextField
          kind="decimal"
          label={orderDetailWords.costs.rate}
          hint={rateHint(order.currency, order.shopCurrency ?? '')}
          problem={isRateSound ? null : orderDialogWords.noRate}
          text={rate}
          maxLength={21}
          onText={setRate}
        />
      )}
      <TextField label={orderDetailWords.notes} text={notes} lines={3} maxLength={10_000} onText={setNotes} />
    </Dialog>
  )
}

/** A rate as it was typed; undefined where it is none. */
function readRate(typed: string): string | undefined {
  const text = typed.trim().replace(',', '.')
  return /^[0-9]{1,10}(\.[0-9]{1,10})?$/.test(text) && /[1-9]/.test(text) ? text : undefined
}
