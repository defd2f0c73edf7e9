import type { BackorderDetail, PegRow } from '../../../../backorders/contract/ledger.ts'
import { useUrl } from '../../api/use-url.ts'
import { number } from '../../format/counted.ts'
import { supplierOrderNumber } from '../../supplier-orders/words/supplier-order-number.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { Actions } from '../../ui/page/actions.tsx'
import { Card } from '../../ui/page/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { useOrderThese } from '../list/use-order-these.ts'
import { obstacleNotice } from '../words/obstacle-words.ts'
import { isToOrder } from '../words/order-these-words.ts'
import { arrivalsFirstFill } from '../words/owed-words.ts'
import { dueWords, nativeName, nativeUrl, waitsHint, waitsWords } from '../words/waits-words.ts'

const { columns: titles } = waitsWords

/** Which supplier orders bring its units, and what is still to be ordered; nothing where no unit is short. */
export function BackorderWaits({ line }: { line: BackorderDetail }) {
  const url = useUrl()
  const ordering = useOrderThese()
  const stuck = obstacleNotice(line)
  if (stuck !== null) {
    return (
      <Card title={stuck.title}>
        <Notice tone="warning">{stuck.text}</Notice>
      </Card>
    )
  }
  if (line.state !== 'open' || line.backordered === 0) return null
  const columns: PlainColumn<PegRow>[] = [
    {
      key: 'order',
      title: titles.order,
      width: 25,
      cell: (peg) =>
        peg.native === null ? (
          <TextLink text={supplierOrderNumber(peg.number)} url={url(`/supplier-orders/${peg.supplierOrderId}`)} />
        ) : (
          <TextLink text={nativeName(peg.native)} url={nativeUrl(peg.native)} />
        ),
    },
    { key: 'supplier', title: titles.supplier, width: 35, cell: (peg) => peg.supplierName ?? '–' },
    { key: 'units', title: titles.units, width: 15, isHalf: true, cell: (peg) => number(peg.units) },
    { key: 'due', title: titles.due, width: 25, isHalf: true, cell: (peg) => dueWords(peg.due) },
  ]
  return (
    <Card title={waitsWords.title} hint={waitsHint(line)}>
      {line.pegs.length > 0 && (
        <PlainTable label={waitsWords.table} columns={columns} rows={line.pegs} keyOf={(peg) => peg.arrivalId} />
      )}
      {line.owed !== null && <Notice tone="info">{arrivalsFirstFill(line.owed)}</Notice>}
      {ordering.trouble !== null && <Notice tone="critical">{ordering.trouble}</Notice>}
      <Actions
        actions={[
          ...(isToOrder(line)
            ? [
                {
                  text: waitsWords.order,
                  isBusy: ordering.isPending,
                  onAction: () => ordering.order({ backorderIds: [line.backorderId] }),
                },
              ]
            : []),
          ...(line.inDrafts > 0 ? [{ text: waitsWords.draft, url: url('/supplier-orders', { state: 'draft' }) }] : []),
        ]}
      />
    </Card>
  )
}
