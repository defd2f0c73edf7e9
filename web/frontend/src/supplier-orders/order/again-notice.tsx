import { useNavigate } from 'react-router'
import type { ChosenDemand } from '../../../../proposals/contract/proposals.ts'
import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { refusalOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { useMakeProposal } from '../../proposals/proposal-queries.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { againWords, orderDialogWords } from '../words/order-dialog-words.ts'

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
