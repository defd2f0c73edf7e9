import { useState } from 'react'
import { staleWords } from '../backorders/words/list-words.ts'
import { Progress } from '../ui/notices/progress.tsx'
import { Card } from '../ui/page/card.tsx'
import { Confirmation } from '../ui/page/confirmation.tsx'
import { Inset } from '../ui/page/inset.tsx'
import { StaleBar } from '../ui/tables/rows/stale-bar.tsx'
import { useApplyRebuild, useRebuild, useStartRebuild } from './rebuild-queries.ts'
import { RebuildResults } from './rebuild-results.tsx'
import { progressWords, rebuildWords } from './rebuild-words.ts'

type Props = { readonly cursor: string | null; goTo(cursor: string | null): void }

/** Every plan worked out again: what differs is looked at before it is applied. */
export function RebuildCard({ cursor, goTo }: Props) {
  const found = useRebuild(cursor)
  const start = useStartRebuild()
  const apply = useApplyRebuild()
  const [isAsked, setAsked] = useState(false)
  const last = found.data?.rebuild
  const isRunning = start.isPending || last?.finishedAt === null
  const isStale = found.failureCount > 0 && found.data !== undefined
  const action = {
    text: last ? rebuildWords.again : rebuildWords.start,
    onAction: () => {
      goTo(null)
      start.mutate()
    },
  }

  return (
    <Card
      title={rebuildWords.heading}
      hint={isRunning ? rebuildWords.runningHint : rebuildWords.hint}
      isFlush
      {...(found.data && !isRunning && { action })}
    >
      {last && isRunning ? (
        <Inset>
          <Progress
            share={last.items.expected === 0 ? 0 : Math.min(1, last.items.done / last.items.expected)}
            text={progressWords(last)}
            remark=""
          />
        </Inset>
      ) : (
        <RebuildResults found={found} onApply={() => setAsked(true)} goTo={goTo} />
      )}
      {isAsked && last && (
        <Confirmation
          title={rebuildWords.applyTitle}
          text={rebuildWords.applyText}
          trouble={apply.isError ? rebuildWords.trouble : null}
          confirm={{
            text: rebuildWords.applyConfirm,
            isCritical: false,
            onChoose: () => apply.mutate(last.rebuildId, { onSuccess: () => setAsked(false) }),
          }}
          further={null}
          cancelText={rebuildWords.cancel}
          isBusy={apply.isPending}
          onCancel={() => setAsked(false)}
        />
      )}
      <StaleBar text={isStale ? staleWords(found.dataUpdatedAt) : null} />
    </Card>
  )
}
