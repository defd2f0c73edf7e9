import type { SupplierPerformance as Performance } from '../../../../suppliers/contract/suppliers.ts'
import { Card } from '../../ui/page/card.tsx'
import { FactList } from '../../ui/text/fact-list.tsx'
import { daysWords, nextOrderWords, performanceHint, shareWords, performanceWords as words } from '../supplier-words.ts'

export function PerformanceCard({ performance }: { performance: Performance }) {
  const facts = [
    { name: words.median, value: daysWords(performance.medianDays) },
    { name: words.next, value: nextOrderWords(performance.nextOrder) },
    { name: words.onTime, value: shareWords(performance.onTimeShare) },
    { name: words.fill, value: shareWords(performance.fillRate) },
  ]
  return (
    <Card title={words.title} hint={performanceHint(performance)}>
      {performance.deliveries > 0 && <FactList facts={facts} />}
    </Card>
  )
}
