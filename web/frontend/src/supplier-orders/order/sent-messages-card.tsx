import type { SupplierMessage, SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Card } from '../../ui/page/card.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { Explained } from '../../ui/text/explained.tsx'
import { messageStatus, messageWhen, orderDetailWords } from '../words/order-detail-words.ts'
import { DocumentActions } from './document-actions.tsx'

const { messagesColumns: titles } = orderDetailWords

const columns: readonly PlainColumn<SupplierMessage>[] = [
  {
    key: 'message',
    title: titles.message,
    width: 46,
    cell: (message) => <Explained sentence={message.subject} exactly={messageWhen(message)} />,
  },
  {
    key: 'state',
    title: titles.state,
    width: 24,
    cell: (message) => (
      <>
        <StatusBadges statuses={[messageStatus(message)]} />
        {message.trouble !== null && <Explained sentence="" exactly={message.trouble} />}
      </>
    ),
  },
  {
    key: 'files',
    title: titles.files,
    width: 30,
    cell: (message) =>
      message.areFilesForgotten ? (
        titles.filesForgotten
      ) : (
        <DocumentActions of={{ messageId: message.messageId }} name={message.subject} />
      ),
  },
]

/** Copies of what the supplier was sent. */
export function SentMessagesCard({ order }: { order: SupplierOrderDetail }) {
  if (order.messages.length === 0) return null
  return (
    <Card title={orderDetailWords.messagesTitle} hint={orderDetailWords.messagesHint}>
      <PlainTable
        label={orderDetailWords.messagesTitle}
        columns={columns}
        rows={order.messages}
        keyOf={(message) => message.messageId}
      />
    </Card>
  )
}
