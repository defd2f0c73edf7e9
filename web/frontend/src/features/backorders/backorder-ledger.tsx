import type { BackorderDetail } from '../../../../contract/ledger.ts'
import { Card } from '../../ui/card.tsx'
import { TimeSince } from '../../ui/time-since.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { detailWords, unitsSentence } from '../../words/detail-words.ts'
import { ledgerSentence } from '../../words/ledger-words.ts'

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
