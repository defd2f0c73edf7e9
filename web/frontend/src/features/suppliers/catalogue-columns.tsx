import type { CatalogueRow } from '../../../../contract/catalogue.ts'
import { PlainLink } from '../../ui/plain-link.tsx'
import type { PlainColumn } from '../../ui/plain-table.tsx'
import { RowActions } from '../../ui/row-actions.tsx'
import { StatusBadges } from '../../ui/status-badges.tsx'
import {
  catalogueWords,
  costWords,
  entryLeadTime,
  itemTitle,
  quantitiesWords,
  rankWords,
} from '../../words/catalogue-words.ts'
import { ItemCell } from './item-cell.tsx'

const { columns: titles } = catalogueWords

type Ways = { itemUrl(row: CatalogueRow): string; onEdit(row: CatalogueRow): void }

export function catalogueColumns({ itemUrl, onEdit }: Ways): readonly PlainColumn<CatalogueRow>[] {
  return [
    {
      key: 'item',
      title: titles.item,
      width: 30,
      cell: (row) => <ItemCell item={row} link={(text) => <PlainLink text={text} url={itemUrl(row)} />} />,
    },
    { key: 'sku', title: titles.supplierSku, width: 14, cell: ({ supplierSku }) => supplierSku ?? '–' },
    { key: 'cost', title: titles.cost, width: 11, isNumber: true, cell: costWords },
    { key: 'quantities', title: titles.quantities, width: 15, cell: quantitiesWords },
    { key: 'lead', title: titles.lead, width: 12, cell: entryLeadTime },
    {
      key: 'rank',
      title: titles.rank,
      width: 10,
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
