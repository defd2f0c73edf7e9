import type { BackorderDetail } from '../../../../backorders/contract/ledger.ts'
import { useUrl } from '../../api/use-url.ts'
import { exactTime } from '../../format/dates.ts'
import { Card } from '../../ui/page/card.tsx'
import { Picture } from '../../ui/tables/rows/picture.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { FactList } from '../../ui/text/fact-list.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { TimeSince } from '../../ui/text/time-since.tsx'
import { detailWords } from '../words/detail-words.ts'
import { promiseWords } from '../words/promise-words.ts'
import { expectedWords } from '../words/status-words.ts'

export function BackorderFacts({ line }: { line: BackorderDetail }) {
  const url = useUrl()
  const promise = promiseWords(line)
  const { facts: names } = detailWords
  const facts = [
    {
      name: names.order,
      value: <TextLink text={line.orderName} url={url(orderPath(line))} />,
    },
    { name: names.expected, value: expectedWords(line) },
    {
      name: names.promise,
      value: (
        <>
          <LineText>{promise.day}</LineText>
          <LineText tone="subdued" isSmall>
            {promise.source}
          </LineText>
        </>
      ),
    },
    {
      name: names.waiting,
      value: <TwoLines first={<TimeSince instant={line.orderedAt} inDays />} second={exactTime(line.orderedAt)} />,
    },
  ]
  return (
    <Card title={detailWords.factsTitle}>
      <TwoLines
        picture={<Picture url={line.imageUrl} title={line.title} size="large" />}
        first={line.title}
        hint={line.title}
        second={[line.sku, line.locationName].filter((part) => part).join(' · ') || '\u00a0'}
      />
      <FactList facts={facts} />
    </Card>
  )
}

/** The page of the whole order. */
function orderPath({ orderId }: Pick<BackorderDetail, 'orderId'>): string {
  return `/orders/${orderId.replace(/^.*\//, '')}`
}
