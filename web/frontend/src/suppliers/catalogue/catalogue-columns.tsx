import type { CatalogueRow } from '../../../../suppliers/contract/catalogue.ts'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import type { PlainColumn } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { PlainLink } from '../../ui/text/plain-link.tsx'
import { catalogueWords, costWords, itemTitle, quantitiesWords, rankWords } from '../catalogue-words.ts'
import { ItemCell } from '../items/item-cell.tsx'
import { leadTimeWords } from '../supplier-words.ts'

const { columns: titles } = catalogueWords

type Ways = {
  /** The supplier's, where an item has none of its own. */
  readonly leadTimeDays: number | null
  itemUrl(row: CatalogueRow): string
  onEdit(row: CatalogueRow): void
}

export function catalogueColumns({ leadTimeDays, itemUrl, onEdit }: Ways): readonly PlainColumn<CatalogueRow>[] {
  return [
    {
      key: 'item',
      title: titles.item,
      width: 29,
      cell: (row) => <ItemCell item={row} link={(text) => <PlainLink text={text} url={itemUrl(row)} />} />,
    },
    { key: 'sku', title: titles.supplierSku, width: 14, isHalf: true, cell: ({ supplierSku }) => supplierSku ?? '–' },
    { key: 'cost', title: titles.cost, width: 12, isNumber: true, isHalf: true, cell: costWords },
    { key: 'quantities', title: titles.quantities, width: 15, isHalf: true, cell: quantitiesWords },
    {
      key: 'lead',
      title: titles.lead,
      width: 10,
      isHalf: true,
      cell: (row) => leadTimeWords(row.leadTimeDays ?? leadTimeDays),
    },
    {
      key: 'rank',
      title: titles.rank,
      width: 12,
      isHalf: true,
      cell: (row) =>
        row.discontinued ? (
          <StatusBadges statuses={[{ text: catalogueWords.discontinued, tone: 'warning' }]} />
        ) : (
          rankWords(row)
        ),
    },
    {
      key: 'steps',
      title: titles.steps,
      width: 8,
      isHalf: true,
      cell: (row) => (
        <RowActions
          actions={[
            {
              text: catalogueWords.edit,
              label: `${catalogueWords.edit}: ${itemTitle(row)}`,
              onAction: () => onEdit(row),
            },
          ]}
        />
      ),
    },
  ]
}
