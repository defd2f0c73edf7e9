import { Nothing } from '../ui/notices/nothing.tsx'
import { Notice } from '../ui/notices/notice.tsx'
import { Inset } from '../ui/page/inset.tsx'
import { PagedList } from '../ui/tables/paged-list.tsx'
import { PlainTable } from '../ui/tables/plain-table.tsx'
import { differenceColumns } from './difference-columns.tsx'
import type { useRebuild } from './rebuild-queries.ts'
import { differWords, notRebuiltWords, owedDifferWords, rebuildWords, sameWords } from './rebuild-words.ts'

type Props = {
  readonly found: ReturnType<typeof useRebuild>
  onApply(): void
  goTo(cursor: string | null): void
}

/** Loading, failed, never asked for, nothing differs, or the lines that do. */
export function RebuildResults({ found, onApply, goTo }: Props) {
  const last = found.data?.rebuild
  return (
    <PagedList
      list={found}
      words={rebuildWords}
      skeletonRows={3}
      empty={
        last && last.owed > 0 && last.appliedAt === null ? (
          <Inset>
            <Notice
              tone="info"
              title={owedDifferWords(last.owed)}
              action={{ text: rebuildWords.apply, onAction: onApply }}
            >
              {rebuildWords.differText}
            </Notice>
          </Inset>
        ) : (
          <Nothing
            isSmall
            sign={last ? 'done' : 'search'}
            title={last ? rebuildWords.same : rebuildWords.never}
            text={last ? sameWords(last) : rebuildWords.neverText}
          />
        )
      }
      totalText={differWords}
      goTo={goTo}
    >
      {({ rebuild, rows, total }) => (
        <>
          <Inset>
            {rebuild === null || rebuild.appliedAt === null ? (
              <Notice tone="info" title={differWords(total)} action={{ text: rebuildWords.apply, onAction: onApply }}>
                {rebuild && rebuild.waiting > 0 ? notRebuiltWords(rebuild.waiting) : rebuildWords.differText}
              </Notice>
            ) : (
              <Notice tone="success" title={rebuildWords.applied}>
                {rebuildWords.appliedText}
              </Notice>
            )}
          </Inset>
          <PlainTable
            label={rebuildWords.tableLabel}
            columns={differenceColumns}
            rows={rows}
            isBusy={found.isPlaceholderData}
            keyOf={(row) => `${row.lineId}@${row.locationId}`}
          />
        </>
      )}
    </PagedList>
  )
}
