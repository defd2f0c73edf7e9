import type { ItemSource } from '../../../../suppliers/contract/catalogue.ts'
import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/page/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { PlainLink } from '../../ui/text/plain-link.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { costWords, entryLeadTime, quantitiesWords } from '../catalogue-words.ts'
import { sourceRank, itemPageWords as words } from '../item-rule-words.ts'

export function ItemSources({ sources }: { sources: readonly ItemSource[] }) {
  const url = useUrl()
  if (sources.length === 0) {
    return (
      <Card title={words.sourcesTitle} hint={words.noSources}>
        <div>
          <TextLink text={words.assign} url={url('/suppliers/unsupplied')} />
        </div>
      </Card>
    )
  }
  return (
    <Card title={words.sourcesTitle} hint={words.sourcesHint}>
      <PlainTable
        label={words.sourcesLabel}
        columns={columns((supplierId) => url(`/suppliers/${supplierId}/catalogue`))}
        rows={sources}
        keyOf={({ supplierId }) => supplierId}
      />
    </Card>
  )
}

const { columns: titles } = words

function columns(urlOf: (supplierId: string) => string): readonly PlainColumn<ItemSource>[] {
  return [
    {
      key: 'supplier',
      title: titles.supplier,
      width: 26,
      cell: ({ supplierId, supplierName }) => <PlainLink text={supplierName} url={urlOf(supplierId)} />,
    },
    { key: 'rank', title: titles.rank, width: 12, isHalf: true, cell: sourceRank },
    { key: 'sku', title: titles.sku, width: 16, isHalf: true, cell: ({ supplierSku }) => supplierSku ?? '–' },
    { key: 'cost', title: titles.cost, width: 13, isNumber: true, isHalf: true, cell: costWords },
    { key: 'quantities', title: titles.quantities, width: 18, isHalf: true, cell: quantitiesWords },
    { key: 'lead', title: titles.lead, width: 15, isHalf: true, cell: entryLeadTime },
  ]
}
