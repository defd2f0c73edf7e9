import type { HandOut, ReceivingWish } from '../../../../receiving/contract/receipts.ts'
import { exactTime } from '../../format/dates.ts'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Stack } from '../../ui/page/stack.tsx'
import type { PlainColumn } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import type { Counting } from '../count/use-counting.ts'
import { alsoAtWords, coveredWords, getsWords, handOutStatus, receiveWords, restWords } from '../receive-words.ts'

const { handOutColumns: titles } = receiveWords

export function handOutColumns(counting: Counting, rows: readonly HandOut[]): readonly PlainColumn<HandOut>[] {
  return [
    {
      key: 'order',
      title: titles.order,
      width: 19,
      cell: (row) => <TwoLines first={row.orderName} second={exactTime(row.orderedAt)} />,
    },
    {
      key: 'item',
      title: titles.item,
      width: 27,
      cell: (row) => <TwoLines first={row.title} second={row.sku ?? '\u00a0'} hint={row.title} />,
    },
    { key: 'gets', title: titles.gets, width: 14, isHalf: true, cell: (row) => <Gets row={row} /> },
    {
      key: 'after',
      title: titles.after,
      width: 22,
      isHalf: true,
      cell: (row) => (
        <Stack>
          <StatusBadges
            statuses={[
              handOutStatus(row),
              ...(row.pinnedTo === null ? [] : [{ text: receiveWords.pinned, tone: 'info' as const }]),
            ]}
          />
          {restWords(row) !== null && (
            <LineText tone="subdued" isSmall>
              {restWords(row)}
            </LineText>
          )}
          {row.alsoAt.length > 0 && (
            <LineText tone={counting.wishes.some(isOf(row)) ? 'caution' : 'subdued'} isSmall>
              {alsoAtWords(row.alsoAt)}
            </LineText>
          )}
        </Stack>
      ),
    },
    {
      key: 'steps',
      title: titles.steps,
      width: 18,
      cell: (row) => <RowActions isNarrow actions={steps(row, rows, counting)} />,
    },
  ]
}

function Gets({ row }: { row: HandOut }) {
  return (
    <>
      <LineText>{getsWords(row)}</LineText>
      {row.covered > 0 && (
        <LineText tone="subdued" isSmall>
          {coveredWords(row)}
        </LineText>
      )}
    </>
  )
}

const isOf =
  ({ lineId }: HandOut) =>
  (wish: ReceivingWish) =>
    wish.lineId === lineId

/** What can be wanted of an order line; the numbers of who waits follow at once. */
function steps(row: HandOut, rows: readonly HandOut[], counting: Counting) {
  const ranks = rows.filter(({ itemId }) => itemId === row.itemId).map(({ rank }) => rank)
  const wished = counting.wishes.some(isOf(row))
  const wish = (wanted: Omit<ReceivingWish, 'lineId'>) =>
    // Beside the line stands where it counts too.
    counting.wish(row.lineId, { ...wanted, ...(row.alsoAt.length > 0 && { alsoElsewhere: true }) })
  const [pinnable] = row.pinnableTo
  const act = (text: string, onAction: () => void) => ({
    text,
    label: `${text}: ${row.orderName}, ${row.title}`,
    onAction,
  })
  return [
    ...(row.pinnedTo === null && pinnable !== undefined
      ? [act(receiveWords.pin, () => wish({ pinnedTo: pinnable }))]
      : []),
    ...(row.pinnedTo === null ? [] : [act(receiveWords.unpin, () => wish({ pinnedTo: null }))]),
    act(receiveWords.first, () => wish({ rank: Math.min(1_000, Math.max(...ranks) + 1) })),
    act(receiveWords.last, () => wish({ rank: Math.max(-1_000, Math.min(...ranks) - 1) })),
    ...(wished ? [act(receiveWords.undo, () => counting.wish(row.lineId, null))] : []),
  ]
}
