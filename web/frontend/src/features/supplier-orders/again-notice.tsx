import { useNavigate } from 'react-router'
import type { ChosenDemand } from '../../../../contract/proposals.ts'
import type { SupplierOrderDetail } from '../../../../contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { useMakeProposal } from '../../api/proposal-queries.ts'
import { useUrl } from '../../api/use-url.ts'
import { Notice } from '../../ui/notice.tsx'
import { orderDetailWords } from '../../words/order-detail-words.ts'
import { againWords, orderDialogWords } from '../../words/order-dialog-words.ts'

/** After a cancellation: what has to be ordered again, two clicks away from new drafts. */
export function AgainNotice({ order }: { order: SupplierOrderDetail }) {
  const make = useMakeProposal()
  const navigate = useNavigate()
  const url = useUrl()
  const again = order.toOrderAgain
  if (again.lines + again.owed === 0) return null
  const from: ChosenDemand = { cancelledOrderId: order.supplierOrderId }
  const { title, text } = againWords(again)
  return (
    <Notice
      tone="warning"
      title={title}
      action={{
        text: orderDialogWords.again,
        isBusy: make.isPending,
        onAction: () =>
          make.mutate(
            { from },
            { onSuccess: ({ proposalId }) => void navigate(url(`/proposals/${proposalId}`), { state: { from } }) },
          ),
      }}
    >
      {make.isError ? (refusalOf(make.error) ?? orderDetailWords.trouble) : text}
    </Notice>
  )
}
