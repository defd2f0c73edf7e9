import type { ReceiptDetail } from '../../../../contract/receipts.ts'
import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/card.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { LinkList } from '../../ui/link-list.tsx'
import { TextLink } from '../../ui/text-link.tsx'
import { exactTime } from '../../words/dates.ts'
import { receiptUnits, receiptWords } from '../../words/receipt-words.ts'
import { supplierOrderNumber } from '../../words/supplier-order-number.ts'

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
