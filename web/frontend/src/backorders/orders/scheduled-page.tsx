import type { ScheduledRow } from '../../../../backorders/contract/orders.ts'
import { useUrl } from '../../api/use-url.ts'
import { number } from '../../format/counted.ts'
import { ruleWords } from '../../shop/settings/rule-words.ts'
import { FootNote } from '../../ui/notices/foot-note.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import type { Column } from '../../ui/tables/record-table.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { useScheduled } from '../order-queries.ts'
import { scheduledDay, totalScheduled, scheduledWords as words } from '../words/scheduled-words.ts'
import { PagedOrderRows } from './paged-order-rows.tsx'
import { usePage } from './use-page.ts'

const pageSize = 50
const { columns: titles } = words

/** Everything that waits for its date, the next first. */
export function ScheduledPage() {
  const url = useUrl()
  return (
    <Page isWide title={words.title} subtitle={words.subtitle} back={{ text: words.back, url: url('/') }}>
      <Scheduled />
    </Page>
  )
}

function Scheduled() {
  const { page, goTo } = usePage()
  const list = useScheduled(page * pageSize, pageSize)
  const url = useUrl()
  return (
    <>
      <Card isFlush>
        <PagedOrderRows
          {...{ list, page, pageSize, goTo, columns, words }}
          totalWords={totalScheduled}
          keyOf={({ lineId, locationId, on }) => `${lineId} ${locationId} ${on}`}
        />
      </Card>
      {list.data && <FootNote text={words.rule} linkText={ruleWords.change} url={url('/check')} />}
    </>
  )
}

const columns: readonly Column<ScheduledRow>[] = [
  { key: 'order', title: titles.order, width: 14, cell: ({ orderName }) => orderName },
  {
    key: 'item',
    title: titles.item,
    width: 38,
    onPhone: 'whole',
    cell: ({ title, sku }) => <TwoLines first={title} second={sku ?? '\u00a0'} hint={title} />,
  },
  { key: 'units', title: titles.units, width: 10, cell: ({ units }) => number(units) },
  { key: 'location', title: titles.location, width: 20, cell: ({ locationName }) => locationName ?? '–' },
  { key: 'on', title: titles.on, width: 18, onPhone: 'corner', cell: ({ on }) => scheduledDay(on) },
]
