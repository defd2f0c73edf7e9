import type { ShopSummary } from '../../../../shop/contract/shop.ts'
import { number } from '../../format/counted.ts'
import { FilterTabs, FilterTabsSkeleton } from '../../ui/tables/filter-tabs.tsx'
import { listWords, type Tab, tabs } from '../words/list-words.ts'
import type { useListAddress } from './use-list-address.ts'

export type StateCounts = ShopSummary['counts']

type Props = {
  readonly counts: StateCounts | null
  /** Shown all at once, so that no tab moves when its number comes. */
  readonly isKnown: boolean
  readonly address: ReturnType<typeof useListAddress>
}

export function StateTabs({ counts, isKnown, address }: Props) {
  if (!isKnown) return <FilterTabsSkeleton tabs={tabs.length} />
  const filters = tabs.map(({ state, text }) => ({
    key: state,
    text,
    count: counts && number(countOf(counts, state)),
    url: address.urlOf({ tab: state, query: address.query, sort: address.sort, cursor: null }),
  }))
  return <FilterTabs label={listWords.tabsLabel} filters={filters} current={address.tab} />
}

export function countOf(counts: StateCounts, tab: Tab): number {
  const { notCounted = 0 } = counts
  if (tab === 'all') return counts.open + counts.ready + counts.closed + counts.cancelled
  if (tab === 'not-counted') return notCounted
  return tab === 'active' ? counts.open + counts.ready : counts[tab]
}
