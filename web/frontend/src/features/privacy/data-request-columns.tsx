import type { DataRequest } from '../../../../contract/data-requests.ts'
import { LineText } from '../../ui/line-text.tsx'
import { PlainLink } from '../../ui/plain-link.tsx'
import type { PlainColumn } from '../../ui/plain-table.tsx'
import { RowActions } from '../../ui/row-actions.tsx'
import { Stack } from '../../ui/stack.tsx'
import { StatusBadges } from '../../ui/status-badges.tsx'
import { TimeSince } from '../../ui/time-since.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { dayOf, dueWords, erasedWords, dataRequestWords as words } from '../../words/data-request-words.ts'

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
      cell: ({ askedAt }) => <TwoLines first={<TimeSince instant={askedAt} inDays />} second={dayOf(askedAt)} />,
    },
    { key: 'orders', title: words.columns.orders, width: 28, cell: (request) => <Orders {...{ request, urlOf }} /> },
    {
      key: 'due',
      title: words.columns.due,
      width: 22,
      cell: (request) => (
        <Stack>
          {request.answeredAt === null && <LineText>{dayOf(request.dueAt)}</LineText>}
          <StatusBadges statuses={[dueWords(request, new Date())]} />
        </Stack>
      ),
    },
    {
      key: 'steps',
      title: words.columns.steps,
      width: 32,
      cell: (request) => {
        const mark = request.answeredAt === null ? words.answer : words.reopen
        const about = dayOf(request.askedAt)
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
