import type { useRebuild } from '../../api/rebuild-queries.ts'
import { Card } from '../../ui/card.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Nothing } from '../../ui/nothing.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Pager } from '../../ui/pager.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Progress } from '../../ui/progress.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { differWords, progressWords, rebuildWords, sameWords, waitingWords } from '../../words/rebuild-words.ts'
import { differenceColumns } from './difference-columns.tsx'

type Props = {
  readonly found: ReturnType<typeof useRebuild>
  readonly isStarting: boolean
  onStart(): void
  onApply(): void
  goTo(cursor: string | null): void
}

/** Loading, failed, never asked for, under way, nothing differs, or the lines that do. */
export function RebuildResults({ found, isStarting, onStart, onApply, goTo }: Props) {
  if (found.data === undefined && found.isError) {
    return (
      <Card isFlush>
        <Failure
          title={rebuildWords.failed}
          text={rebuildWords.failedText}
          actionText={rebuildWords.retry}
          isBusy={found.isFetching}
          onAction={() => void found.refetch()}
        />
      </Card>
    )
  }
  if (found.data === undefined) {
    return (
      <Card isFlush>
        <TableSkeleton label={rebuildWords.loading} rows={4} />
      </Card>
    )
  }
  const { rebuild, rows, total, next, previous } = found.data
  const again = { text: rebuild === null ? rebuildWords.start : rebuildWords.again, onAction: onStart }
  if (rebuild === null) {
    return (
      <Card isFlush>
        <Nothing sign="search" title={rebuildWords.never} text={rebuildWords.neverText} action={again} />
      </Card>
    )
  }
  if (rebuild.finishedAt === null || isStarting) {
    const { done, expected } = rebuild.items
    return (
      <Card title={rebuildWords.running} hint={rebuildWords.runningHint}>
        <Progress share={expected === 0 ? 0 : Math.min(1, done / expected)} text={progressWords(rebuild)} remark="" />
      </Card>
    )
  }
  if (total === 0) {
    return (
      <Card isFlush>
        <Nothing sign="done" title={rebuildWords.same} text={sameWords(rebuild)} action={again} />
      </Card>
    )
  }
  return (
    <>
      {rebuild.appliedAt === null ? (
        <Notice tone="info" title={differWords(total)} action={{ text: rebuildWords.apply, onAction: onApply }}>
          {rebuild.waiting > 0 ? waitingWords(rebuild.waiting) : rebuildWords.differText}
        </Notice>
      ) : (
        <Notice tone="success" title={rebuildWords.applied} action={again}>
          {rebuildWords.appliedText}
        </Notice>
      )}
      <Card isFlush>
        <PlainTable
          label={rebuildWords.tableLabel}
          columns={differenceColumns}
          rows={rows}
          isBusy={found.isPlaceholderData}
          keyOf={(row) => `${row.lineId}@${row.locationId}`}
        />
        <Pager
          label={differWords(total)}
          previous={{ text: rebuildWords.newer, onGo: previous === null ? null : () => goTo(previous) }}
          next={{ text: rebuildWords.older, onGo: next === null ? null : () => goTo(next) }}
        />
      </Card>
    </>
  )
}
