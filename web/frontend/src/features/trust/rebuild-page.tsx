import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { queryWithFrame } from '../../api/frame-address.ts'
import { useApplyRebuild, useRebuild, useStartRebuild } from '../../api/rebuild-queries.ts'
import { Confirmation } from '../../ui/confirmation.tsx'
import { Page } from '../../ui/page.tsx'
import { StaleBar } from '../../ui/stale-bar.tsx'
import { staleWords } from '../../words/list-words.ts'
import { rebuildWords } from '../../words/rebuild-words.ts'
import { RebuildResults } from './rebuild-results.tsx'

/** Every plan worked out again: what differs is looked at before it is applied. */
export function RebuildPage() {
  const { search } = useLocation()
  const navigate = useNavigate()
  const cursor = new URLSearchParams(search).get('cursor')
  const addressOf = (wanted: string | null) =>
    `/check${queryWithFrame(new URLSearchParams(wanted === null ? {} : { cursor: wanted }), search)}`
  const found = useRebuild(cursor)
  const start = useStartRebuild()
  const apply = useApplyRebuild()
  const [isAsked, setAsked] = useState(false)
  const rebuildId = found.data?.rebuild?.rebuildId
  const isStale = found.failureCount > 0 && found.data !== undefined

  return (
    <Page
      title={rebuildWords.title}
      subtitle={rebuildWords.subtitle}
      back={{ text: rebuildWords.back, url: `/${queryWithFrame(new URLSearchParams(), search)}` }}
    >
      <RebuildResults
        found={found}
        isStarting={start.isPending}
        onStart={() => {
          if (cursor !== null) void navigate(addressOf(null), { replace: true })
          start.mutate()
        }}
        onApply={() => setAsked(true)}
        goTo={(wanted) => void navigate(addressOf(wanted))}
      />
      {isAsked && rebuildId !== undefined && (
        <Confirmation
          title={rebuildWords.applyTitle}
          text={rebuildWords.applyText}
          trouble={apply.isError ? rebuildWords.trouble : null}
          confirm={{
            text: rebuildWords.applyConfirm,
            isCritical: false,
            onChoose: () => apply.mutate(rebuildId, { onSuccess: () => setAsked(false) }),
          }}
          further={null}
          cancelText={rebuildWords.cancel}
          isBusy={apply.isPending}
          onCancel={() => setAsked(false)}
        />
      )}
      <StaleBar text={isStale ? staleWords(found.dataUpdatedAt) : null} />
    </Page>
  )
}
