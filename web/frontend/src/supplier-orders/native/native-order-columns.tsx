import type { NativeOrderRow } from '../../../../native/contract/native-orders.ts'
import { nativeUrl } from '../../backorders/words/waits-words.ts'
import { Stack } from '../../ui/page/stack.tsx'
import type { PlainColumn } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import {
  joinedWords,
  nativeDueWords,
  nativeOrderedWords,
  nativeOrderName,
  unitsWords,
  withoutDayWords,
  nativeOrderWords as words,
} from './native-order-words.ts'

const { columns: titles } = words

type Ways = {
  onDay(row: NativeOrderRow): void
  onLeaveOut(row: NativeOrderRow): void
  urlOf(path: string): string
}

export function nativeOrderColumns({ onDay, onLeaveOut, urlOf }: Ways, now: number): PlainColumn<NativeOrderRow>[] {
  return [
    {
      key: 'name',
      title: titles.name,
      width: 22,
      cell: (row) => (
        <Stack>
          <TextLink text={nativeOrderName(row)} url={nativeUrl(row)} />
          {[row.joined ?? [], row.alsoJoined].flat().map((joined) => (
            <TextLink
              key={joined.supplierOrderId}
              text={joinedWords(joined)}
              url={urlOf(`/supplier-orders/${joined.supplierOrderId}`)}
            />
          ))}
          {row.orderedAt !== null && <span>{nativeOrderedWords(row, now)}</span>}
        </Stack>
      ),
    },
    { key: 'supplier', title: titles.supplier, width: 16, cell: (row) => row.supplierName ?? '–' },
    { key: 'location', title: titles.location, width: 14, cell: (row) => row.locationName ?? '–' },
    { key: 'units', title: titles.units, width: 16, isHalf: true, cell: unitsWords },
    { key: 'due', title: titles.due, width: 12, isHalf: true, cell: nativeDueWords },
    {
      key: 'day',
      title: titles.day,
      width: 20,
      cell: (row) => (
        <Stack>
          <span>{withoutDayWords(row)}</span>
          <RowActions isNarrow actions={[...dayAction(row, onDay), leaveOutAction(row, onLeaveOut)]} />
        </Stack>
      ),
    },
  ]
}

function dayAction(row: NativeOrderRow, onDay: Ways['onDay']) {
  if (row.withoutOwnDay === 0) return []
  const text = row.typedDue === null ? words.giveDay : words.changeDay
  return [{ text, label: `${text}: ${nativeOrderName(row)}`, onAction: () => onDay(row) }]
}

function leaveOutAction(row: NativeOrderRow, onLeaveOut: Ways['onLeaveOut']) {
  return { text: words.leaveOut, label: `${words.leaveOut}: ${nativeOrderName(row)}`, onAction: () => onLeaveOut(row) }
}
