import type { SupplierOrderDetail, SupplierOrderLine } from '../../../../supplier-orders/contract/supplier-orders.ts'
import { moneyWords } from '../../format/money.ts'
import type { PlainColumn } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { Picture } from '../../ui/tables/rows/picture.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { lineDays, lineServes, lineUnitsWords, orderDetailWords } from '../words/order-detail-words.ts'

const { columns: titles } = orderDetailWords

type Change = (doing: { readonly what: 'change' | 'remove'; readonly line: SupplierOrderLine }) => void

/** `onChange` is null where nothing of the order can be changed. */
export function lineColumns(order: SupplierOrderDetail, onChange: Change | null): PlainColumn<SupplierOrderLine>[] {
  const isDraft = order.state === 'draft'
  const columns: PlainColumn<SupplierOrderLine>[] = [
    {
      key: 'item',
      title: titles.item,
      width: 29,
      cell: (line) => (
        <TwoLines
          picture={<Picture url={line.imageUrl} title={line.title} />}
          first={line.title}
          hint={line.title}
          second={[line.sku, line.supplierSku].filter((part) => part).join(' · ') || '\u00a0'}
        />
      ),
    },
    {
      key: 'units',
      title: titles.units,
      width: 14,
      isHalf: true,
      cell: (line) => <Lines texts={lineUnitsWords(line, isDraft)} />,
    },
    { key: 'due', title: titles.due, width: 16, isHalf: true, cell: (line) => <Days line={line} isDraft={isDraft} /> },
    { key: 'cost', title: titles.cost, width: 15, isHalf: true, cell: (line) => <Cost line={line} order={order} /> },
    { key: 'serves', title: titles.serves, width: 14, isHalf: true, cell: lineServes },
  ]
  if (onChange === null) return columns
  return [
    ...columns,
    {
      key: 'steps',
      title: titles.steps,
      width: 12,
      cell: (line) => (
        <RowActions
          isNarrow
          actions={[
            {
              text: orderDetailWords.change,
              label: `${orderDetailWords.change}: ${line.title}`,
              onAction: () => onChange({ what: 'change', line }),
            },
            ...(isDraft
              ? [
                  {
                    text: orderDetailWords.remove,
                    label: `${orderDetailWords.remove}: ${line.title}`,
                    onAction: () => onChange({ what: 'remove', line }),
                  },
                ]
              : []),
          ]}
        />
      ),
    },
  ]
}

/** The first is what counts. */
function Lines({ texts: [first, ...rest] }: { texts: readonly string[] }) {
  return (
    <>
      <LineText>{first}</LineText>
      {rest.map((text) => (
        <LineText key={text} tone="subdued" isSmall>
          {text}
        </LineText>
      ))}
    </>
  )
}

function Days({ line, isDraft }: { line: SupplierOrderLine; isDraft: boolean }) {
  const days = lineDays(line)
  if (days.length === 0 || (isDraft && line.arrivals.every(({ due }) => due === null))) return <LineText>–</LineText>
  return days.map(({ text, isLate }) => (
    <LineText key={text} {...(isLate && { tone: 'critical' })}>
      {text}
    </LineText>
  ))
}

function Cost({ line, order }: { line: SupplierOrderLine; order: SupplierOrderDetail }) {
  if (line.cost === null) return <LineText tone="subdued">{orderDetailWords.noCost}</LineText>
  const { landedCost, cost } = line
  // Said where it is another amount.
  const isOther = order.shopCurrency !== order.currency || Number(landedCost) !== Number(cost)
  const landed = order.shopCurrency !== null && isOther ? landedCost : null
  return (
    <>
      <LineText>{moneyWords(line.total, order.currency)}</LineText>
      <LineText tone="subdued" isSmall>
        {`${moneyWords(line.cost, order.currency)} each`}
      </LineText>
      {landed !== null && order.shopCurrency !== null && (
        <LineText tone="subdued" isSmall>
          {`${moneyWords(landed, order.shopCurrency)} landed`}
        </LineText>
      )}
    </>
  )
}
