import type { VendorSuggestion } from '../../../../suppliers/contract/catalogue.ts'
import type { SupplierRow } from '../../../../suppliers/contract/suppliers.ts'
import { number } from '../../format/counted.ts'
import { Card } from '../../ui/page/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { Spread } from '../../ui/text/spread.tsx'
import { itemWords as words } from '../catalogue-words.ts'
import { VendorAssignment } from './vendor-assignment.tsx'

type Props = { readonly vendors: readonly VendorSuggestion[]; readonly suppliers: readonly SupplierRow[] }

/** Vendors of items that nobody supplies, each with the supplier that is the first guess. Nothing where there are none. */
export function VendorCard({ vendors, suppliers }: Props) {
  if (vendors.length === 0) return null
  return (
    <Card title={words.vendorsTitle} hint={words.vendorsHint}>
      <PlainTable
        label={words.vendorsLabel}
        isCentred
        columns={columns(suppliers)}
        rows={vendors}
        keyOf={({ vendor }) => vendor}
      />
    </Card>
  )
}

const { vendorColumns: titles } = words

function columns(suppliers: readonly SupplierRow[]): readonly PlainColumn<VendorSuggestion>[] {
  return [
    { key: 'vendor', title: titles.vendor, width: 26, cell: ({ vendor }) => vendor },
    { key: 'items', title: titles.items, width: 10, isNumber: true, isHalf: true, cell: ({ items }) => number(items) },
    {
      key: 'needed',
      title: titles.needed,
      width: 14,
      isNumber: true,
      isHalf: true,
      cell: ({ uncovered }) => number(uncovered),
    },
    {
      key: 'supplier',
      title: titles.supplier,
      width: 50,
      cell: (suggestion) => (
        <Spread align="start">
          <VendorAssignment suggestion={suggestion} suppliers={suppliers} />
        </Spread>
      ),
    },
  ]
}
