import type { BackorderDetail } from '../../../../contract/ledger.ts'
import { Card } from '../../ui/card.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { UnitsLegend } from '../../ui/units-legend.tsx'
import { detailWords, unitsParts, unitsSummary } from '../../words/detail-words.ts'
import { lastKnownReason } from '../../words/older-orders-words.ts'
import { scheduledParts } from '../../words/scheduled-words.ts'
import { lineUnclaimedWords } from '../../words/unclaimed-words.ts'

export function BackorderUnits({ line }: { line: BackorderDetail }) {
  return (
    <Card
      title={detailWords.unitsTitle}
      hint={unitsSummary({ ...line, isLeftOut: line.unclaimed > 0 && !line.countsUnclaimed })}
    >
      <UnitsLegend parts={unitsParts(line)} />
      {line.unclaimed > 0 && (
        <LineText tone="subdued">{lineUnclaimedWords(line.unclaimed, line.countsUnclaimed)}</LineText>
      )}
      {scheduledParts(line.scheduled).map((part) => (
        <LineText key={part} tone="subdued">
          {part}
        </LineText>
      ))}
      {line.lastKnownSince !== undefined && <LineText tone="subdued">{lastKnownReason(line.lastKnownSince)}</LineText>}
    </Card>
  )
}
