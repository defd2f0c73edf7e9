import { useState } from 'react'
import type { OpenLocations } from '../../../../shop/contract/shop.ts'
import { useLocations } from '../../supplier-orders/supplier-order-queries.ts'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { CountsDialog } from './counts-dialog.tsx'
import { countsWords, stockWords, locationWords as words } from './location-words.ts'

type Location = OpenLocations['rows'][number]

/** What each location is to Backline, and whose figure of its stock counts. */
export function LocationsCard() {
  const rows = useLocations().data?.rows ?? []
  const [turning, setTurning] = useState<Location | null>(null)
  if (rows.length === 0) return null
  return (
    <Card title={words.title} hint={words.hint} isFlush>
      <PlainTable
        label={words.table}
        columns={[...columns, turn(setTurning)]}
        rows={rows}
        keyOf={({ locationId }) => locationId}
      />
      {turning !== null && <CountsDialog location={turning} onClose={() => setTurning(null)} />}
    </Card>
  )
}

const columns: readonly PlainColumn<Location>[] = [
  { key: 'name', title: words.columns.name, width: 20, cell: ({ name }) => name },
  {
    key: 'online',
    title: words.columns.online,
    width: 24,
    cell: ({ fulfillsOnlineOrders }) => (
      <StatusBadges statuses={[fulfillsOnlineOrders ? words.online : words.storeOnly]} />
    ),
  },
  {
    key: 'stock',
    title: words.columns.stock,
    width: 34,
    cell: (location) => {
      const { first, second } = stockWords(location)
      return (
        <>
          <LineText>{first}</LineText>
          {second !== null && <LineText tone="subdued">{second}</LineText>}
        </>
      )
    },
  },
]

function turn(onTurn: (location: Location) => void): PlainColumn<Location> {
  return {
    key: 'turn',
    title: words.columns.turn,
    width: 22,
    cell: (location) => {
      const { turn: text, label } = countsWords[location.counts === 'received' ? 'shopify' : 'received']
      return <RowActions actions={[{ text, label: label(location.name), onAction: () => onTurn(location) }]} />
    },
  }
}
