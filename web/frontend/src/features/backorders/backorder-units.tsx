import type { BackorderRow } from '../../../../contract/backorders.ts'
import { Card } from '../../ui/card.tsx'
import { UnitsLegend } from '../../ui/units-legend.tsx'
import { detailWords, unitsParts, unitsSummary } from '../../words/detail-words.ts'

export function BackorderUnits({ line }: { line: BackorderRow }) {
  return (
    <Card title={detailWords.unitsTitle} hint={unitsSummary(line)}>
      <UnitsLegend parts={unitsParts(line)} />
    </Card>
  )
}
