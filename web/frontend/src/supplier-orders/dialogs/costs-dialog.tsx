import { useState } from 'react'
import type { SupplierOrderEdit } from '../../../../supplier-orders/contract/changes.ts'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { readMoney, typedMoney } from '../../format/money.ts'
import { Fields } from '../../ui/fields/fields.tsx'
import { MoneyField } from '../../ui/fields/money-field.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { useKnownOrder } from '../order/use-known-order.ts'
import { useChangeSupplierOrder } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { orderDialogWords, rateHint } from '../words/order-dialog-words.ts'
import { ChangedSince } from './changed-since.tsx'

type CostsText = { readonly tax: string; readonly shipping: string; readonly rate: string; readonly notes: string }

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** Tax, shipping, the exchange rate and notes. */
export function CostsDialog({ order, onClose }: Props) {
  const known = useKnownOrder(order, null)
  const [typed, setTyped] = useState<Partial<CostsText>>({})
  const change = useChangeSupplierOrder(order.supplierOrderId)
  known.follow(change.error)
  const read = costsText(known.order)
  const text = { ...read, ...typed }
  const { tax, shipping, rate, notes } = text
  const type = (field: keyof CostsText) => (value: string) => setTyped((before) => ({ ...before, [field]: value }))
  const isTyped = (field: keyof CostsText) => text[field] !== read[field]

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
      version: known.order.version,
      ...(isTyped('tax') && { tax: amounts.tax }),
      ...(isTyped('shipping') && { shipping: amounts.shipping }),
      ...(isTyped('notes') && { notes }),
      ...(isForeign && isTyped('rate') && { exchangeRate }),
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
      <ChangedSince news={known.news} />
      <Fields>
        <MoneyField
          label={orderDetailWords.costs.tax}
          text={tax}
          currency={order.currency}
          problem={problemOf(amounts.tax)}
          onText={type('tax')}
        />
        <MoneyField
          label={orderDetailWords.costs.shipping}
          text={shipping}
          currency={order.currency}
          problem={problemOf(amounts.shipping)}
          onText={type('shipping')}
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
          onText={type('rate')}
        />
      )}
      <TextField label={orderDetailWords.notes} text={notes} lines={3} maxLength={10_000} onText={type('notes')} />
    </Dialog>
  )
}

function costsText({ tax, shipping, exchangeRate, notes }: SupplierOrderDetail): CostsText {
  const rate = exchangeRate === null ? '' : typedMoney(exchangeRate)
  return { tax: typedMoney(tax), shipping: typedMoney(shipping), rate, notes }
}

/** A rate as it was typed; undefined where it is none. */
function readRate(typed: string): string | undefined {
  const text = typed.trim().replace(',', '.')
  return /^[0-9]{1,10}(\.[0-9]{1,10})?$/.test(text) && /[1-9]/.test(text) ? text : undefined
}
