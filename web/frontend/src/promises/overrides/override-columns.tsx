import type { OverrideRow } from '../../../../promises/contract/storefront.ts'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import type { PlainColumn } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { Picture } from '../../ui/tables/rows/picture.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { TimeSince } from '../../ui/text/time-since.tsx'
import { insteadWords, overrideRemark, overrideWords as words } from '../words/override-words.ts'
import { subjectOfRow } from './override-subject.ts'
import { VariantCell } from './variant-cell.tsx'

type Ways = { onEdit(row: OverrideRow): void; onRemove(row: OverrideRow): void }

export function overrideColumns({ onEdit, onRemove }: Ways): readonly PlainColumn<OverrideRow>[] {
  const { columns: titles } = words
  return [
    { key: 'about', title: titles.about, width: 36, cell: (row) => <About row={row} /> },
    { key: 'instead', title: titles.instead, width: 30, cell: (row) => <Instead row={row} /> },
    { key: 'changed', title: titles.changed, width: 14, cell: ({ changedAt }) => <TimeSince instant={changedAt} /> },
    {
      key: 'actions',
      title: titles.actions,
      width: 20,
      cell: (row) => {
        const { name } = subjectOfRow(row)
        const remove = { text: words.remove, label: words.removeLabel(name), onAction: () => onRemove(row) }
        const edit = { text: words.edit, label: words.editLabel(name), onAction: () => onEdit(row) }
        return <RowActions actions={row.isGone ? [remove] : [edit, remove]} />
      },
    },
  ]
}

function About({ row: { variant, supplier } }: { row: OverrideRow }) {
  if (variant) return <VariantCell variant={variant} />
  const name = supplier?.name ?? words.noTitle
  return (
    <TwoLines picture={<Picture url={null} title={name} />} first={name} hint={name} second={words.wholeSupplier} />
  )
}

function Instead({ row }: { row: OverrideRow }) {
  const remark = overrideRemark(row)
  return (
    <>
      {insteadWords(row)} {remark !== null && <StatusBadges statuses={[{ text: remark, tone: 'attention' }]} />}
    </>
  )
}
