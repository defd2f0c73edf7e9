import type { CreatedDrafts, ProposedOrder } from '../../../proposals/contract/proposals.ts'
import { useUrl } from '../api/use-url.ts'
import { supplierOrderNumber } from '../supplier-orders/words/supplier-order-number.ts'
import { Card } from '../ui/page/card.tsx'
import { LinkList } from '../ui/text/link-list.tsx'
import { createdWords, proposalWords } from './proposal-words.ts'

type Props = { readonly created: CreatedDrafts | null; readonly orders: readonly ProposedOrder[] }

/** What became of the proposal: the drafts, each a click away. */
export function CreatedCard({ created, orders }: Props) {
  const url = useUrl()
  const suppliers = new Map(
    orders.flatMap(({ supplierOrder, supplier }) =>
      supplierOrder === null ? [] : [[supplierOrder.supplierOrderId, supplier.name] as const],
    ),
  )
  const drafts =
    created?.drafts ?? orders.flatMap(({ supplierOrder }) => (supplierOrder === null ? [] : [supplierOrder]))
  const links = drafts.map(({ supplierOrderId, number }) => ({
    key: supplierOrderId,
    text: [supplierOrderNumber(number), suppliers.get(supplierOrderId)].filter((part) => part).join(' · '),
    url: url(`/supplier-orders/${supplierOrderId}`),
  }))
  return (
    <Card
      title={proposalWords.createdTitle}
      hint={created === null ? proposalWords.reviewDrafts : createdWords(created)}
    >
      <LinkList links={links} />
    </Card>
  )
}
