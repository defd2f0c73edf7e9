import { useState } from 'react'
import type { CatalogueRow } from '../../../../contract/catalogue.ts'
import type { SupplierOrderDetail } from '../../../../contract/supplier-orders.ts'
import { useCatalogue } from '../../api/catalogue-queries.ts'
import { refusalOf } from '../../api/faults.ts'
import { useChangeSupplierOrder } from '../../api/supplier-order-queries.ts'
import { CardSkeleton } from '../../ui/card-skeleton.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { type PlainColumn, PlainTable } from '../../ui/plain-table.tsx'
import { RowActions } from '../../ui/row-actions.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { moneyWords } from '../../words/money.ts'
import { orderDetailWords } from '../../words/order-detail-words.ts'
import { orderDialogWords } from '../../words/order-dialog-words.ts'

type Props = { readonly order: SupplierOrderDetail; onClose(): void }

/** Adds items of the supplier's catalogue to a draft, each with the least that the supplier sells. */
export function AddItems({ order, onClose }: Props) {
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
