import type { ReceiptDetail } from '../../../../receiving/contract/receipts.ts'
import { useUrl } from '../../api/use-url.ts'
import { exactTime } from '../../format/dates.ts'
import { supplierOrderNumber } from '../../supplier-orders/words/supplier-order-number.ts'
import { Card } from '../../ui/page/card.tsx'
import { FactList } from '../../ui/text/fact-list.tsx'
import { LinkList } from '../../ui/text/link-list.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { receiptUnits, receiptWords } from '../receipt-words.ts'

export function ReceiptFacts({ receipt }: { receipt: ReceiptDetail }) {
  const { facts: names } = receiptWords
  const url = useUrl()
  const orders = receipt.supplierOrders.map(({ supplierOrderId, number }) => ({
    key: supplierOrderId,
    text: supplierOrderNumber(number),
    url: url(`/supplier-orders/${supplierOrderId}`),
  }))
  const facts = [
    { name: names.when, value: exactTime(receipt.confirmedAt) },
    { name: names.location, value: receipt.locationName ?? '–' },
    { name: names.orders, value: <LinkList links={orders} /> },
    { name: names.units, value: receiptUnits(receipt) },
    ...(receipt.corrects === null
      ? []
      : [
          {
            name: names.corrects,
            value: <TextLink text={receiptWords.title} url={url(`/receive/receipts/${receipt.corrects}`)} />,
          },
        ]),
    ...(receipt.note === '' ? [] : [{ name: names.note, value: receipt.note }]),
  ]
  return (
    <Card title={receiptWords.factsTitle}>
      <FactList facts={facts} />
    </Card>
  )
}
