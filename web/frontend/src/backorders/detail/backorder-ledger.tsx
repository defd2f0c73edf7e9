import type { BackorderDetail } from '../../../../backorders/contract/ledger.ts'
import { Card } from '../../ui/page/card.tsx'
import { Timeline } from '../../ui/text/signs/timeline.tsx'
import { TimeSince } from '../../ui/text/time-since.tsx'
import { detailWords, unitsSentence } from '../words/detail-words.ts'
import { ledgerSentence } from '../words/ledger-words.ts'

export function BackorderLedger({ line }: { line: BackorderDetail }) {
  const entries = line.ledger.map((entry) => ({
    key: entry.ledgerId,
    text: ledgerSentence(entry),
    detail: unitsSentence(entry.after),
    time: <TimeSince instant={entry.at} />,
  }))
  return (
    <Card
      title={detailWords.ledgerTitle}
      hint={entries.length === 0 ? detailWords.ledgerEmpty : detailWords.ledgerHint}
    >
      <Timeline entries={entries} />
      {!line.ledgerIsWhole && <p>{detailWords.ledgerCut}</p>}
    </Card>
  )
}
