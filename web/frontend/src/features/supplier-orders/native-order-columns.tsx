import type { NativeOrderRow } from '../../../../contract/native-orders.ts'
import { Actions } from '../../ui/actions.tsx'
import type { PlainColumn } from '../../ui/plain-table.tsx'
import { Stack } from '../../ui/stack.tsx'
import { TextLink } from '../../ui/text-link.tsx'
import {
  dueWords,
  joinedWords,
  nativeOrderName,
  unitsWords,
  withoutDayWords,
  nativeOrderWords as words,
} from '../../words/native-order-words.ts'
import { nativeUrl } from '../../words/waits-words.ts'

const { columns: titles } = words

export function nativeOrderColumns(
  onDay: (row: NativeOrderRow) => void,
  urlOf: (path: string) => string,
): PlainColumn<NativeOrderRow>[] {
  return [
    {
      key: 'name',
      title: titles.name,
      width: 22,
      cell: (row) => (
        <Stack>
          <TextLink text={nativeOrderName(row)} url={nativeUrl(row)} />
          {row.joined !== null && (
            <TextLink text={joinedWords(row.joined)} url={urlOf(`/supplier-orders/${row.joined.supplierOrderId}`)} />
          )}
        </Stack>
      ),
    },
    { key: 'supplier', title: titles.supplier, width: 18, cell: (row) => row.supplierName ?? '–' },
    { key: 'location', title: titles.location, width: 16, cell: (row) => row.locationName ?? '–' },
    { key: 'units', title: titles.units, width: 16, isHalf: true, cell: unitsWords },
    { key: 'due', title: titles.due, width: 12, isHalf: true, cell: dueWords },
    {
      key: 'day',
      title: titles.day,
      width: 16,
      cell: (row) => (
        <Stack>
          <span>{withoutDayWords(row)}</span>
          {row.withoutOwnDay > 0 && (
            <Actions
              actions={[
                {
                  text: row.typedDue === null ? words.giveDay : words.changeDay,
                  label: `${row.typedDue === null ? words.giveDay : words.changeDay}: ${nativeOrderName(row)}`,
                  onAction: () => onDay(row),
                },
              ]}
            />
          )}
        </Stack>
      ),
    },
  ]
}
