import { useNavigate, useParams } from 'react-router'
import { faultOf } from '../../api/faults.ts'
import { usePlace } from '../../api/use-place.ts'
import { useUrl } from '../../api/use-url.ts'
import { Failure } from '../../ui/notices/failure.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { useUploadRows } from './csv-queries.ts'
import { outcomeTabs, csvWords as words } from './csv-words.ts'
import { UploadPreview } from './upload-preview.tsx'

/** What a file that was handed in would do. */
export function UploadPage() {
  const { uploadId = '' } = useParams()
  const place = usePlace(`/suppliers/import/${uploadId}`, outcomeTabs)
  const outcome = place.tab === 'all' ? null : place.tab
  const found = useUploadRows({ uploadId, outcome, cursor: place.cursor })
  const url = useUrl()
  const navigate = useNavigate()
  const back = { text: words.title, url: url('/suppliers/import') }

  if (found.data !== undefined) {
    return <UploadPreview page={found.data} isBusy={found.isPlaceholderData} place={place} back={back} />
  }
  const isGone = found.isError && faultOf(found.error) !== 'unreachable'
  return (
    <Page title={words.previewTitle} back={back}>
      {found.isError ? (
        <Card isFlush>
          <Failure
            title={isGone ? words.gone : words.failed}
            text={isGone ? words.goneText : words.failedText}
            actionText={isGone ? words.again : words.retry}
            isBusy={found.isFetching}
            onAction={() => (isGone ? void navigate(back.url) : void found.refetch())}
          />
        </Card>
      ) : (
        <CardSkeleton label={words.loading} lines={[2, 8]} />
      )}
    </Page>
  )
}
