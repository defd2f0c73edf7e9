import type { CsvRow, CsvUpload, UploadRowsOutput as Rows } from '../../../../suppliers/contract/csv-uploads.ts'
import type { usePlace } from '../../api/use-place.ts'
import { number } from '../../format/counted.ts'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { FilterTabs } from '../../ui/tables/filter-tabs.tsx'
import { Pager } from '../../ui/tables/pager.tsx'
import { SheetTable } from '../../ui/tables/sheet-table.tsx'
import {
  cellWords,
  columnWords,
  countWords,
  type OutcomeTab,
  outcomeBadges,
  outcomeTabs,
  problemsWords,
  rowOutcomeWords,
  totalRows,
  csvWords as words,
} from './csv-words.ts'

type Props = {
  readonly page: Rows
  readonly isBusy: boolean
  readonly place: ReturnType<typeof usePlace<OutcomeTab>>
}

/** Every row of a file with what would become of it, and its problem beside it. */
export function UploadRows({ page, isBusy, place }: Props) {
  const { upload, rows, total } = page
  const hasProblems = rows.some(({ problems }) => problems.length > 0)
  return (
    <Card isFlush>
      <FilterTabs
        label={words.tabsLabel}
        current={place.tab}
        filters={outcomeTabs.map((key) => ({
          key,
          text: rowOutcomeWords[key],
          count: countWords(upload, key),
          url: place.urlOf({ tab: key, query: '', cursor: null }),
        }))}
      />
      {rows.length === 0 ? (
        <Nothing sign="search" title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <SheetTable
          label={words.tableLabel}
          lead={[words.line, words.outcome, ...(hasProblems ? [words.problem] : [])]}
          columns={upload.columns.map(({ header, field, note }) => ({
            header,
            hint: columnWords(field, note),
            isOff: field === null,
          }))}
          rows={rows.map((row) => sheetRow(row, upload, hasProblems))}
          isBusy={isBusy}
        />
      )}
      <Pager
        label={totalRows(total)}
        previous={{ text: words.list.previous, onGo: goTo(place, page.previous) }}
        next={{ text: words.list.next, onGo: goTo(place, page.next) }}
      />
    </Card>
  )
}

function goTo(place: Props['place'], cursor: string | null): (() => void) | null {
  return cursor === null ? null : () => place.go({ cursor })
}

function sheetRow(row: CsvRow, { columns }: CsvUpload, hasProblems: boolean) {
  const headers = new Set(row.problems.flatMap(({ header, leaves }) => (leaves === 'nothing' ? [] : [header])))
  return {
    key: String(row.line),
    lead: [
      number(row.line),
      <StatusBadges key="outcome" statuses={[outcomeBadges[row.outcome]]} />,
      ...(hasProblems ? [problemsWords(row)] : []),
    ],
    cells: row.cells.map((cell, column) => cellWords(cell, row, columns[column], row.meanings[column] ?? null)),
    marked: new Set(columns.flatMap(({ header }, column) => (headers.has(header) ? [column] : []))),
  }
}
