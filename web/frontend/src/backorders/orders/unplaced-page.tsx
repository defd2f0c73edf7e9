import type { UnplacedRow } from '../../../../backorders/contract/orders.ts'
import { useUrl } from '../../api/use-url.ts'
import { number } from '../../format/counted.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import type { Column } from '../../ui/tables/record-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { useUnplaced } from '../order-queries.ts'
import { reasonsWords, totalUnplaced, unplacedWords as words } from '../words/obstacle-words.ts'
import { PagedOrderRows } from './paged-order-rows.tsx'
import { usePage } from './use-page.ts'

const pageSize = 50
const { columns: titles } = words

/** Open units that no location takes, the oldest order first. */
export function UnplacedPage() {
  const url = useUrl()
  const { page, goTo } = usePage()
  const list = useUnplaced(page * pageSize, pageSize)
  return (
    <Page title={words.title} subtitle={words.subtitle} back={{ text: words.back, url: url('/') }}>
      {list.data !== undefined && list.data.total > 0 && <Notice tone="warning">{words.help}</Notice>}
      <Card isFlush>
        <PagedOrderRows
          {...{ list, page, pageSize, goTo, columns, words }}
          totalWords={totalUnplaced}
          keyOf={({ lineId }) => lineId}
        />
      </Card>
    </Page>
  )
}

const columns: readonly Column<UnplacedRow>[] = [
  { key: 'order', title: titles.order, width: 14, cell: ({ orderName }) => orderName },
  {
    key: 'item',
    title: titles.item,
    width: 46,
    onPhone: 'whole',
    cell: ({ title, sku }) => <TwoLines first={title} second={sku ?? '\u00a0'} hint={title} />,
  },
  { key: 'units', title: titles.units, width: 12, cell: ({ units }) => number(units) },
  { key: 'reason', title: titles.reason, width: 28, onPhone: 'line', cell: ({ obstacles }) => reasonsWords(obstacles) },
]
