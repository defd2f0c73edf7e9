import type { OverrideRow } from '../../../../promises/contract/storefront.ts'
import type { SupplierRow } from '../../../../suppliers/contract/suppliers.ts'
import { useSuppliers } from '../../suppliers/supplier-queries.ts'
import { supplierWords, totalSuppliers } from '../../suppliers/supplier-words.ts'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { PagedList } from '../../ui/tables/paged-list.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { Picture } from '../../ui/tables/rows/picture.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { useSupplierOverrides } from '../storefront-queries.ts'
import { insteadWords, overrideWords as words } from '../words/override-words.ts'
import type { OverrideSubject } from './override-subject.ts'

type Props = {
  readonly query: string
  readonly cursor: string | null
  goTo(cursor: string): void
  onChoose(subject: OverrideSubject): void
}

/** Suppliers, to tell the same of all that is bought from one of them. */
export function SupplierChoice({ query, cursor, goTo, onChoose }: Props) {
  const list = useSuppliers({ archived: 'no', query, cursor })
  const overrides = useSupplierOverrides()
  // An override is changed from what it is: nothing is offered before that is known.
  const known = { ...list, data: overrides.data && list.data, isError: list.isError || overrides.isError }
  return (
    <PagedList
      list={known}
      words={supplierWords.list}
      totalText={totalSuppliers}
      goTo={goTo}
      empty={
        query === '' ? (
          <Nothing sign="done" title={words.noSuppliers} text={words.noSuppliersText} />
        ) : (
          <Nothing sign="search" title={words.noMatch} text={words.noMatchText} />
        )
      }
    >
      {({ rows }) => (
        <PlainTable
          label={words.supplierTable}
          isCentred
          columns={columns(overrides.data ?? new Map(), onChoose)}
          rows={rows}
          isBusy={list.isPlaceholderData}
          keyOf={({ supplierId }) => supplierId}
        />
      )}
    </PagedList>
  )
}

function columns(
  overrides: ReadonlyMap<string, OverrideRow>,
  onChoose: Props['onChoose'],
): readonly PlainColumn<SupplierRow>[] {
  const { choiceColumns: titles, columns: told } = words
  return [
    {
      key: 'supplier',
      title: titles.supplier,
      width: 40,
      cell: ({ name }) => (
        <TwoLines picture={<Picture url={null} title={name} />} first={name} hint={name} second={words.wholeSupplier} />
      ),
    },
    {
      key: 'now',
      title: told.instead,
      width: 44,
      cell: ({ supplierId }) => {
        const override = overrides.get(supplierId)
        return override ? insteadWords(override) : words.noOverride
      },
    },
    {
      key: 'actions',
      title: titles.actions,
      width: 16,
      cell: ({ supplierId, name }) => (
        <RowActions
          actions={[
            {
              text: words.edit,
              label: words.editLabel(name),
              onAction: () =>
                onChoose({ of: { supplierId }, name, promise: null, override: overrides.get(supplierId) ?? null }),
            },
          ]}
        />
      ),
    },
  ]
}
