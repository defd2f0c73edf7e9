import type { BackorderRow } from '../../../../backorders/contract/backorders.ts'
import type { OrderDetail, OrderLine } from '../../../../backorders/contract/orders.ts'
import { useUrl } from '../../api/use-url.ts'
import { UnitsBar } from '../../ui/fields/units/units-bar.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Inset } from '../../ui/page/inset.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { Picture } from '../../ui/tables/rows/picture.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { unitsParts } from '../words/detail-words.ts'
import { shortWords } from '../words/list-words.ts'
import { reasonsOf, unplacedPart } from '../words/obstacle-words.ts'
import { lastKnownStatus } from '../words/older-orders-words.ts'
import { lineStatus, linesHint, orderPageWords } from '../words/order-page-words.ts'
import { promiseWords } from '../words/promise-words.ts'
import { scheduledDay, scheduledPart } from '../words/scheduled-words.ts'
import { expectedWords, statusWords } from '../words/status-words.ts'
import { unclaimedPart } from '../words/unclaimed-words.ts'

const { columns: titles, never } = orderPageWords

/** A line, and one of the places where it was ever short. */
type Row = { readonly line: OrderLine; readonly backorder: BackorderRow | null }

export function OrderLines({ order }: { order: OrderDetail }) {
  const url = useUrl()
  const rows = order.lines.flatMap((line): Row[] =>
    line.backorders.length === 0
      ? [{ line, backorder: null }]
      : line.backorders.map((backorder) => ({ line, backorder })),
  )
  return (
    <Card title={orderPageWords.linesTitle} hint={linesHint(order)} isFlush>
      {rows.length > 0 ? (
        <PlainTable
          label={orderPageWords.linesTable}
          columns={columns((backorderId) => url(`/backorders/${backorderId}`), order)}
          rows={rows}
          keyOf={({ line, backorder }) => backorder?.backorderId ?? line.lineId}
        />
      ) : (
        <Inset>
          <LineText tone="subdued">{orderPageWords.noLines}</LineText>
        </Inset>
      )}
      {!order.linesAreWhole && (
        <Inset>
          <LineText tone="subdued">{orderPageWords.linesCut}</LineText>
        </Inset>
      )}
    </Card>
  )
}

function columns(urlOf: (backorderId: string) => string, order: OrderDetail): PlainColumn<Row>[] {
  return [
    { key: 'item', title: titles.item, width: 34, cell: (row) => <Item row={row} urlOf={urlOf} /> },
    { key: 'short', title: titles.short, width: 13, isHalf: true, cell: (row) => <Short row={row} /> },
    {
      key: 'state',
      title: titles.state,
      width: 15,
      isHalf: true,
      cell: ({ line, backorder }) => <StatusBadges statuses={states(line, backorder, order)} />,
    },
    { key: 'promise', title: titles.promise, width: 24, cell: (row) => <Promised row={row} /> },
    {
      key: 'expected',
      title: titles.expected,
      width: 14,
      cell: ({ line, backorder }) => (isScheduled(backorder) ? scheduledFor(line) : expectedWords(backorder)),
    },
  ]
}

/** What is told of it there, and that nobody can tell better. */
function states(line: OrderLine, backorder: BackorderRow | null, order: OrderDetail) {
  const words = backorder === null ? [lineStatus(line, order)] : statusWords(backorder)
  return reasonsOf(line.obstacles).includes('not-read') ? [...words, lastKnownStatus] : words
}

function isScheduled(backorder: BackorderRow | null): backorder is null {
  return backorder === null || backorder.notCounted === 'scheduled'
}

/** Of a line that was never short, or does not wait yet: the next date of what is scheduled. */
function scheduledFor({ scheduled: [next] = [] }: OrderLine): string {
  return next === undefined ? never : scheduledDay(next.on)
}

/** It leads to the backorder, where there is one. */
function Item({ row: { line, backorder }, urlOf }: { row: Row; urlOf: (backorderId: string) => string }) {
  return (
    <TwoLines
      picture={<Picture url={line.imageUrl} title={line.title} />}
      first={backorder === null ? line.title : <TextLink text={line.title} url={urlOf(backorder.backorderId)} />}
      hint={line.title}
      second={
        [
          line.sku,
          backorder?.locationName,
          unclaimedPart(line.unclaimed),
          scheduledPart(line.scheduled),
          unplacedPart(line),
        ]
          .filter((part) => part)
          .join(' · ') || '\u00a0'
      }
    />
  )
}

function Short({ row: { line, backorder } }: { row: Row }) {
  if (backorder === null) return <TwoLines first={shortWords(0, line.units)} second={'\u00a0'} />
  const { backordered, units } = backorder
  return <TwoLines first={shortWords(backordered, units)} second={<UnitsBar parts={unitsParts(backorder)} />} />
}

/** A line that was never short is held to what its shopper was told. */
function Promised({ row: { line, backorder } }: { row: Row }) {
  const { told, firstPromise } = line
  if (backorder === null && told === null) return never
  const { day, source } = promiseWords({
    told,
    firstPromise: backorder === null ? firstPromise : backorder.firstPromise,
    firstEstimate: backorder === null ? null : backorder.firstEstimate,
  })
  return <TwoLines first={day} second={source} hint={source} />
}
