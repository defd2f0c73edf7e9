import { useCountUnclaimed, useShopRules } from '../../api/rule-queries.ts'
import { showToast } from '../../api/toast.ts'
import { Card } from '../../ui/card.tsx'
import { CardSkeleton } from '../../ui/card-skeleton.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SwitchLine } from '../../ui/switch-line.tsx'
import { unclaimedRuleWords, unclaimedWords as words } from '../../words/unclaimed-words.ts'

/** Whether orders that took no stock count, how many there are, and the button that changes it. */
export function UnclaimedCard() {
  const found = useShopRules()
  const counting = useCountUnclaimed()
  const rules = found.data
  if (rules === undefined && !found.isError) return <CardSkeleton label={words.loading} lines={[2]} />
  return (
    <Card title={words.title} hint={words.hint}>
      {rules === undefined ? (
        <Notice
          tone="warning"
          action={{ text: words.retry, isBusy: found.isFetching, onAction: () => void found.refetch() }}
        >
          {words.notKnown}
        </Notice>
      ) : (
        <SwitchLine
          status={rules.countsUnclaimed ? words.counted : words.leftOut}
          text={unclaimedRuleWords(rules)}
          button={{
            text: rules.countsUnclaimed ? words.leaveOut : words.count,
            label: rules.countsUnclaimed ? words.leaveOutLabel : words.countLabel,
            isBusy: counting.isPending,
            onTurn: () =>
              counting.mutate(!rules.countsUnclaimed, {
                onSuccess: ({ countsUnclaimed }) => showToast(countsUnclaimed ? words.nowCounted : words.nowLeftOut),
              }),
          }}
        />
      )}
      {counting.isError && <Notice tone="critical">{words.failed}</Notice>}
    </Card>
  )
}
