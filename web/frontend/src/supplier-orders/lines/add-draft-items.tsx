import { useState } from 'react'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import type { CatalogueRow } from '../../../../suppliers/contract/catalogue.ts'
import { refusalOf } from '../../api/faults.ts'
import { moneyWords } from '../../format/money.ts'
import { useCatalogue } from '../../suppliers/catalogue-queries.ts'
import { SearchField } from '../../ui/fields/search-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { useSettled } from '../../ui/tables/rows/use-settled.ts'
import { LineText } from '../../ui/text/line-text.tsx'
import { useChangeSupplierOrder } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { orderDialogWords } from '../words/order-dialog-words.ts'

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** Adds items of the supplier's catalogue to a draft, each with the least that the supplier sells. */
export function AddDraftItems({ order, onClose }: Props) {
  const { supplierOrderId, supplier, version } = order
  const [text, setText] = useState('')
  const found = useCatalogue({ supplierId: supplier.supplierId, query: useSettled(text.trim()), cursor: null })
  const change = useChangeSupplierOrder(supplierOrderId)
  const add = ({ itemId, minimumQuantity, packSize }: CatalogueRow) => {
    const units = Math.ceil(minimumQuantity / packSize) * packSize
    change.mutate({ move: 'edit', edit: { supplierOrderId, version, added: [{ itemId, units }] } })
  }
  const columns: PlainColumn<CatalogueRow>[] = [
    {
      key: 'item',
      title: orderDetailWords.columns.item,
      width: 58,
      cell: (row) => <TwoLines first={row.title ?? row.sku ?? '–'} second={row.sku ?? ''} />,
    },
    {
      key: 'cost',
      title: orderDialogWords.cost,
      width: 24,
      cell: (row) => moneyWords(row.cost, row.currency),
    },
    {
      key: 'steps',
      title: orderDetailWords.columns.steps,
      width: 18,
      cell: (row) => (
        <RowActions
          actions={[
            {
              text: orderDialogWords.addOne,
              label: `${orderDialogWords.addOne}: ${row.title ?? row.sku ?? ''}`,
              onAction: () => add(row),
            },
          ]}
        />
      ),
    },
  ]
  return (
    <Dialog
      title={orderDialogWords.addTitle}
      trouble={change.isError ? (refusalOf(change.error) ?? orderDetailWords.trouble) : null}
      closeText={orderDialogWords.addDone}
      onClose={onClose}
    >
      <SearchField label={orderDialogWords.addSearch} hint={orderDialogWords.addHint} text={text} onText={setText} />
      {found.data === undefined && <CardSkeleton label={orderDetailWords.loadingLines} lines={[4]} />}
      {found.data?.rows.length === 0 && <LineText tone="subdued">{orderDialogWords.addNothing}</LineText>}
      {found.data !== undefined && found.data.rows.length > 0 && (
        <PlainTable
          label={orderDialogWords.addTable}
          columns={columns}
          rows={found.data.rows.filter((row) => !row.discontinued)}
          isBusy={change.isPending}
          keyOf={(row) => row.itemId}
        />
      )}
    </Dialog>
  )
}
