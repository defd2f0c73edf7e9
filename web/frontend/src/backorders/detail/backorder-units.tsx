import type { BackorderDetail } from '../../../../backorders/contract/ledger.ts'
import { useUrl } from '../../api/use-url.ts'
import { UnitsLegend } from '../../ui/fields/units/units-legend.tsx'
import { Card } from '../../ui/page/card.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { detailWords, unitsParts, unitsSummary } from '../words/detail-words.ts'
import { notTrackedWords, reasonsOf } from '../words/obstacle-words.ts'
import { lastKnownReason } from '../words/older-orders-words.ts'
import { scheduledSentence, scheduledWords } from '../words/scheduled-words.ts'
import { lineUnclaimedWords } from '../words/unclaimed-words.ts'

export function BackorderUnits({ line }: { line: BackorderDetail }) {
  const url = useUrl()
  const { scheduled = [] } = line
  return (
    <Card title={detailWords.unitsTitle} hint={unitsSummary(line)}>
      <UnitsLegend parts={unitsParts(line)} />
      {line.unclaimed > 0 && (
        <LineText tone="subdued">{lineUnclaimedWords(line.unclaimed, line.countsUnclaimed)}</LineText>
      )}
      {scheduled.length > 0 && (
        <LineText tone="subdued">
          {scheduledSentence(scheduled, line.notCounted !== 'scheduled')}{' '}
          <TextLink text={scheduledWords.view} url={url('/scheduled')} />
        </LineText>
      )}
      {reasonsOf(line.obstacles).includes('not-tracked') && <LineText tone="subdued">{notTrackedWords}</LineText>}
      {line.lastKnownSince !== undefined && <LineText tone="subdued">{lastKnownReason(line.lastKnownSince)}</LineText>}
    </Card>
  )
}
