import { Nothing } from '../ui/notices/nothing.tsx'
import { Notice } from '../ui/notices/notice.tsx'
import { Progress } from '../ui/notices/progress.tsx'
import { Card } from '../ui/page/card.tsx'
import { Inset } from '../ui/page/inset.tsx'
import { PagedList } from '../ui/tables/paged-list.tsx'
import { PlainTable } from '../ui/tables/plain-table.tsx'
import { reconcileColumns } from './reconcile-columns.tsx'
import { useReconcile, useStartReconcile } from './reconcile-queries.ts'
import { comparedWords, differedWords, reconcileShare, reconcileStep, reconcileWords } from './reconcile-words.ts'

type Props = { readonly cursor: string | null; goTo(cursor: string | null): void }

/** What is kept of the shop, compared with Shopify: when it last was, why, and what differed and was put right. */
export function ReconcileCard({ cursor, goTo }: Props) {
  const found = useReconcile(cursor)
  const start = useStartReconcile()
  const last = found.data?.reconcile
  const isRunning = start.isPending || last?.finishedAt === null
  const action = {
    text: last ? reconcileWords.again : reconcileWords.start,
    onAction: () => {
      goTo(null)
      start.mutate()
    },
  }

  return (
    <Card
      title={reconcileWords.title}
      hint={last && !isRunning ? comparedWords(last) : reconcileWords.hint}
      isFlush
      {...(found.data && !isRunning && { action })}
    >
      {start.isError && (
        <Inset>
          <Notice tone="critical">{reconcileWords.notStarted}</Notice>
        </Inset>
      )}
      {last && isRunning ? (
        <Inset>
          <Progress share={reconcileShare(last)} text={reconcileStep(last)} remark="" />
        </Inset>
      ) : (
        <PagedList
          list={found}
          words={reconcileWords}
          skeletonRows={3}
          empty={
            <Nothing
              isSmall
              sign={last ? 'done' : 'search'}
              title={last ? reconcileWords.same : reconcileWords.never}
              text={last ? reconcileWords.hint : reconcileWords.neverText}
            />
          }
          totalText={differedWords}
          goTo={goTo}
        >
          {({ rows }) => (
            <PlainTable
              label={reconcileWords.tableLabel}
              columns={reconcileColumns}
              rows={rows}
              isBusy={found.isPlaceholderData}
              keyOf={(row) => row.differenceId}
            />
          )}
        </PagedList>
      )}
    </Card>
  )
}
