import type { AddressChange } from '../../../../suppliers/contract/suppliers.ts'
import { Card } from '../../ui/page/card.tsx'
import { Timeline } from '../../ui/text/signs/timeline.tsx'
import { TimeSince } from '../../ui/text/time-since.tsx'
import { addressChangeWords, changedByWords, addressWords as words } from '../supplier-words.ts'

/** Who changed where orders go. */
export function AddressHistory({ changes }: { changes: readonly AddressChange[] }) {
  if (changes.length === 0) return null
  const entries = changes.map((change) => ({
    key: change.changeId,
    text: addressChangeWords(change),
    detail: changedByWords(change),
    time: <TimeSince instant={change.at} />,
  }))
  return (
    <Card title={words.title} hint={words.hint}>
      <Timeline entries={entries} />
    </Card>
  )
}
