import type { DataRequest } from '../../../../shop/contract/data-requests.ts'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { Stack } from '../../ui/page/stack.tsx'
import type { PlainColumn } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { PlainLink } from '../../ui/text/plain-link.tsx'
import { TimeSince } from '../../ui/text/time-since.tsx'
import { erasedWords, requestDay, requestDueWords, dataRequestWords as words } from './data-request-words.ts'

type Steps = {
  urlOf(path: string): string
  onDownload(request: DataRequest): void
  onAnswer(request: DataRequest): void
}

export function dataRequestColumns({ urlOf, onDownload, onAnswer }: Steps): readonly PlainColumn<DataRequest>[] {
  return [
    {
      key: 'asked',
      title: words.columns.asked,
      width: 18,
      cell: ({ askedAt }) => <TwoLines first={<TimeSince instant={askedAt} inDays />} second={requestDay(askedAt)} />,
    },
    { key: 'orders', title: words.columns.orders, width: 28, cell: (request) => <Orders {...{ request, urlOf }} /> },
    {
      key: 'due',
      title: words.columns.due,
      width: 22,
      cell: (request) => (
        <Stack>
          {request.answeredAt === null && <LineText>{requestDay(request.dueAt)}</LineText>}
          <StatusBadges statuses={[requestDueWords(request, new Date())]} />
        </Stack>
      ),
    },
    {
      key: 'steps',
      title: words.columns.steps,
      width: 32,
      cell: (request) => {
        const mark = request.answeredAt === null ? words.answer : words.reopen
        const about = requestDay(request.askedAt)
        return (
          <RowActions
            actions={[
              {
                text: words.download,
                label: `${words.download}: ${about}`,
                onAction: () => onDownload(request),
              },
              { text: mark, label: `${mark}: ${about}`, onAction: () => onAnswer(request) },
            ]}
          />
        )
      },
    },
  ]
}

/** Each leads to its page; one of which nothing is kept has none. */
function Orders({ request, urlOf }: { readonly request: DataRequest; urlOf(path: string): string }) {
  const erased = erasedWords(request)
  return (
    <Stack>
      {request.ordersNamed === 0 && <LineText tone="subdued">{words.noOrders}</LineText>}
      {request.orders.map(({ orderId, orderName }) => {
        const number = orderId.replace(/^.*\//, '')
        return orderName === null ? (
          <LineText key={orderId} tone="subdued">
            {words.notKept(number)}
          </LineText>
        ) : (
          <PlainLink key={orderId} text={orderName} url={urlOf(`/orders/${number}`)} />
        )
      })}
      {erased !== null && <LineText tone="subdued">{erased}</LineText>}
    </Stack>
  )
}
