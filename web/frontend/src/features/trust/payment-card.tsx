import { useCountFrom, useShopRules } from '../../api/rule-queries.ts'
import { showToast } from '../../api/toast.ts'
import { Card } from '../../ui/card.tsx'
import { CardSkeleton } from '../../ui/card-skeleton.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SwitchLine } from '../../ui/switch-line.tsx'
import { paymentRuleWords, paymentWords as words } from '../../words/payment-words.ts'

/** From when orders are in the queue, how many units of unpaid ones there are, and the button that changes it. */
export function PaymentCard() {
  const found = useShopRules()
  const counting = useCountFrom()
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
          status={words[rules.countsFrom]}
          text={paymentRuleWords(rules)}
          button={{
            text: rules.countsFrom === 'placed' ? words.countPaid : words.countPlaced,
            label: rules.countsFrom === 'placed' ? words.countPaid : words.countPlaced,
            isBusy: counting.isPending,
            onTurn: () =>
              counting.mutate(rules.countsFrom === 'placed' ? 'paid' : 'placed', {
                onSuccess: ({ countsFrom }) => showToast(countsFrom === 'paid' ? words.nowPaid : words.nowPlaced),
              }),
          }}
        />
      )}
      {counting.isError && <Notice tone="critical">{words.failed}</Notice>}
    </Card>
  )
}
