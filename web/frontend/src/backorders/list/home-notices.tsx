import type { ShopSummary } from '../../../../shop/contract/shop.ts'
import { useScopes } from '../../api/use-scopes.ts'
import { useUrl } from '../../api/use-url.ts'
import { parkedNotice } from '../../mirror/parked-words.ts'
import { scopesTrouble } from '../../shop/permission-words.ts'
import { dataRequestNotice, dataRequestWords } from '../../shop/privacy/data-request-words.ts'
import { useUnsuppliedCount } from '../../suppliers/catalogue-queries.ts'
import { unsuppliedNotice } from '../../suppliers/catalogue-words.ts'
import { type NoticeLine, NoticeList } from '../../ui/notices/notice-list.tsx'
import { listWords } from '../words/list-words.ts'
import { unplacedNotice, unplacedWords } from '../words/obstacle-words.ts'
import { olderOrdersNotice, olderOrdersWords } from '../words/older-orders-words.ts'
import { owedNotice, owedWords } from '../words/owed-words.ts'
import { scheduledNotice, scheduledWords } from '../words/scheduled-words.ts'

type Props = {
  readonly shop: ShopSummary | undefined
  /** What was sold beyond stock is on its way to be ordered. */
  readonly isOrdering: boolean
  onOrder(): void
  stillMissing(): Promise<readonly string[]>
}

/** What no line of the list says: a sentence for each, the most urgent first. */
export function HomeNotices({ shop, isOrdering, onOrder, stillMissing }: Props) {
  const url = useUrl()
  const older = shop?.olderOrders
  const unsupplied = useUnsuppliedCount().data ?? 0
  const { allow, isAsking, trouble } = useScopes({ missingScopes: older?.missingScopes ?? [], stillMissing })
  const lines: NoticeLine[] = []
  if (shop !== undefined && shop.parked > 0) {
    const { text, action } = parkedNotice(shop.parked)
    lines.push({ key: 'parked', tone: 'attention', text, action: { text: action, url: url('/parked') } })
  }
  if (shop?.dataRequests) {
    const action = { text: dataRequestWords.view, url: url('/data-requests') }
    lines.push({ key: 'data-requests', tone: 'attention', text: dataRequestNotice(shop.dataRequests), action })
  }
  if (shop?.owed) {
    const action = { text: owedWords.review, isBusy: isOrdering, onAction: onOrder }
    lines.push({ key: 'owed', tone: 'attention', text: owedNotice(shop.owed), action })
  }
  if (shop?.unplaced) {
    const action = { text: unplacedWords.view, url: url('/unplaced') }
    lines.push({ key: 'unplaced', tone: 'attention', text: unplacedNotice(shop.unplaced), action })
  }
  if (unsupplied > 0) {
    const { title, action } = unsuppliedNotice(unsupplied)
    const way = { text: action, url: url('/suppliers/unsupplied') }
    lines.push({ key: 'unsupplied', tone: 'attention', text: `${title}.`, action: way })
  }
  if (older) {
    lines.push({
      key: 'older',
      tone: 'attention',
      text: olderOrdersNotice(older),
      trouble: trouble && scopesTrouble(trouble, older.missingScopes),
      action: { text: olderOrdersWords.allow, isBusy: isAsking, onAction: () => void allow() },
    })
  }
  if (shop?.scheduled) {
    const action = { text: scheduledWords.view, url: url('/scheduled') }
    lines.push({ key: 'scheduled', tone: 'calm', text: scheduledNotice(shop.scheduled), action })
  }
  return <NoticeList label={listWords.notices} lines={lines} />
}
