import type { ReactNode } from 'react'
import type { ShopRules } from '../../../../shop/contract/shop-rules.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { useShopRules } from './rule-queries.ts'
import { ruleWords as words } from './rule-words.ts'

type Props = {
  readonly title: string
  readonly hint: string
  /** The last change could not be saved. */
  readonly isFailed: boolean
  /** What it says now, and how it is changed. */
  children(rules: ShopRules): ReactNode
}

/** A rule of the shop: loading, not loaded, or as it is. */
export function RuleCard({ title, hint, isFailed, children }: Props) {
  const found = useShopRules()
  const rules = found.data
  if (rules === undefined && !found.isError) return <CardSkeleton label={words.loading} lines={[2]} />
  return (
    <Card title={title} hint={hint}>
      {rules === undefined ? (
        <Notice
          tone="warning"
          action={{ text: words.retry, isBusy: found.isFetching, onAction: () => void found.refetch() }}
        >
          {words.notKnown}
        </Notice>
      ) : (
        children(rules)
      )}
      {isFailed && <Notice tone="critical">{words.failed}</Notice>}
    </Card>
  )
}
