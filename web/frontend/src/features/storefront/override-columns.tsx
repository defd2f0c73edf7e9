import type { OverrideRow } from '../../../../contract/storefront.ts'
import { Picture } from '../../ui/picture.tsx'
import type { PlainColumn } from '../../ui/plain-table.tsx'
import { RowActions } from '../../ui/row-actions.tsx'
import { StatusBadges } from '../../ui/status-badges.tsx'
import { TimeSince } from '../../ui/time-since.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { insteadWords, overrideRemark, overrideWords as words } from '../../words/override-words.ts'
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
