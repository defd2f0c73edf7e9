import type { OpenLocations } from '../../../../contract/shop.ts'
import { useLocations } from '../../api/supplier-order-queries.ts'
import { Card } from '../../ui/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/plain-table.tsx'
import { StatusBadges } from '../../ui/status-badges.tsx'
import { stockWords, locationWords as words } from '../../words/location-words.ts'

type Location = OpenLocations['rows'][number]

/** What each location is to Backline. Of one ordinary location there is nothing to say. */
export function LocationsCard() {
  const rows = useLocations().data?.rows ?? []
  if (rows.length < 2 && rows.every(isOrdinary)) return null
  return (
    <Card title={words.title} hint={words.hint} isFlush>
      <PlainTable label={words.table} columns={columns} rows={rows} keyOf={({ locationId }) => locationId} />
    </Card>
  )
}

function isOrdinary({ fulfillsOnlineOrders, isFulfillmentService }: Location): boolean {
  return fulfillsOnlineOrders && !isFulfillmentService
}

const columns: readonly PlainColumn<Location>[] = [
  { key: 'name', title: words.columns.name, width: 30, cell: ({ name }) => name },
  {
    key: 'online',
    title: words.columns.online,
    width: 30,
    cell: ({ fulfillsOnlineOrders }) => (
      <StatusBadges statuses={[fulfillsOnlineOrders ? words.online : words.storeOnly]} />
    ),
  },
  { key: 'stock', title: words.columns.stock, width: 40, cell: stockWords },
]
