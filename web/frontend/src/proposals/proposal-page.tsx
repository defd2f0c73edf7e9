import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { faultOf, refusalOf } from '../api/faults.ts'
import { useUrl } from '../api/use-url.ts'
import { correctFirst } from '../format/field-faults.ts'
import { useWrongFields, WatchedFields } from '../ui/fields/checks/wrong-fields.tsx'
import { Failure } from '../ui/notices/failure.tsx'
import { Notice } from '../ui/notices/notice.tsx'
import { Card } from '../ui/page/card.tsx'
import { Page } from '../ui/page/page.tsx'
import { CardSkeleton } from '../ui/tables/card-skeleton.tsx'
import { ProposalOrders } from './proposal-orders.tsx'
import { useCreateDrafts, useDiscardProposal, useProposal } from './proposal-queries.ts'
import { proposalSubtitle, proposalWords } from './proposal-words.ts'

/** What to order from whom, before anything is ordered. */
export function ProposalPage() {
  const { proposalId = '' } = useParams()
  const [cursor, setCursor] = useState<string | null>(null)
  const found = useProposal(proposalId, cursor)
  const create = useCreateDrafts(proposalId)
  const discard = useDiscardProposal(proposalId)
  const navigate = useNavigate()
  const url = useUrl()
  const wrong = useWrongFields()
  const back = { text: proposalWords.back, url: url('/') }

  if (found.data === undefined) return <Unloaded found={found} />
  const { proposal } = found.data
  const isOver = proposal.createdAt !== null
  const failed = create.error ?? discard.error
  return (
    <Page
      isWide
      title={proposalWords.title}
      subtitle={proposalSubtitle(proposal)}
      back={back}
      primary={
        isOver || proposal.units === 0
          ? null
          : {
              text: proposalWords.create,
              isBusy: create.isPending,
              refusal: correctFirst(wrong.labels),
              onAction: create.mutate,
            }
      }
      actions={
        isOver
          ? []
          : [
              {
                text: proposalWords.discard,
                isBusy: discard.isPending,
                onAction: () => discard.mutate(undefined, { onSuccess: () => void navigate(url('/')) }),
              },
            ]
      }
    >
      {failed !== null && <Notice tone="critical">{refusalOf(failed) ?? proposalWords.trouble}</Notice>}
      <WatchedFields wrong={wrong}>
        <ProposalOrders found={found.data} created={create.data ?? null} onPage={setCursor} />
      </WatchedFields>
    </Page>
  )
}

/** Loading, gone, or not to be had. */
function Unloaded({ found }: { found: ReturnType<typeof useProposal> }) {
  const navigate = useNavigate()
  const url = useUrl()
  const isGone = faultOf(found.error) === 'not-found'
  return (
    <Page isWide title={proposalWords.title} back={{ text: proposalWords.back, url: url('/') }}>
      {found.isError ? (
        <Card isFlush>
          <Failure
            title={isGone ? proposalWords.gone : proposalWords.failed}
            text={isGone ? proposalWords.goneText : proposalWords.failedText}
            actionText={isGone ? proposalWords.toBackorders : proposalWords.retry}
            isBusy={found.isFetching}
            onAction={() => (isGone ? void navigate(url('/')) : void found.refetch())}
          />
        </Card>
      ) : (
        <CardSkeleton label={proposalWords.loading} lines={[5, 5, 5]} />
      )}
    </Page>
  )
}
