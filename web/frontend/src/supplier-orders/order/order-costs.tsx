import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { moneyWords, worthWords } from '../../format/money.ts'
import { Actions } from '../../ui/page/actions.tsx'
import { Card } from '../../ui/page/card.tsx'
import { FactList } from '../../ui/text/fact-list.tsx'
import { orderDetailWords } from '../words/order-detail-words.ts'

type Props = { readonly order: SupplierOrderDetail; readonly onChange: (() => void) | null }

export function OrderCosts({ order, onChange }: Props) {
  const { costs: names } = orderDetailWords
  const { currency, shopCurrency } = order
  const isForeign = shopCurrency !== null && shopCurrency !== currency
  const facts = [
    { name: names.subtotal, value: worthWords(order.subtotal, currency) },
    { name: names.tax, value: moneyWords(order.tax, currency) },
    { name: names.shipping, value: moneyWords(order.shipping, currency) },
    { name: names.total, value: <strong>{worthWords(order.total, currency)}</strong> },
    ...(isForeign
      ? [
          { name: names.rate, value: order.exchangeRate ?? orderDetailWords.noRate },
          { name: names.inShop, value: worthWords(order.totalInShop, shopCurrency) },
        ]
      : []),
  ]
  return (
    <Card title={orderDetailWords.costsTitle}>
      <FactList facts={facts} />
      {onChange !== null && (
        <Actions
          actions={[
            {
              text: orderDetailWords.changeCosts,
              label: `${orderDetailWords.changeCosts}: ${orderDetailWords.costsTitle}`,
              onAction: onChange,
            },
          ]}
        />
      )}
    </Card>
  )
}
