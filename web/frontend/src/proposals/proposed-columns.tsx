import type { ProposedLine, ProposedOrder } from '../../../proposals/contract/proposals.ts'
import { beyondStock } from '../backorders/words/owed-words.ts'
import { number } from '../format/counted.ts'
import { calendarDay } from '../format/dates.ts'
import { moneyWords } from '../format/money.ts'
import { CheckField } from '../ui/fields/check-field.tsx'
import { UnitsField } from '../ui/fields/units/units-field.tsx'
import { Stack } from '../ui/page/stack.tsx'
import type { PlainColumn } from '../ui/tables/plain-table.tsx'
import { RowActions } from '../ui/tables/row-actions.tsx'
import { LineText } from '../ui/text/line-text.tsx'
import { lineRemark, packTrouble, proposalWords } from './proposal-words.ts'
import { ProposedItemCell } from './proposed-item-cell.tsx'
import { ServesCell } from './serves-cell.tsx'

const { columns: titles } = proposalWords

type Steps = {
  readonly proposalId: string
  readonly order: ProposedOrder
  /** Nothing can be changed once the drafts are created. */
  readonly isOver: boolean
  onUnits(line: ProposedLine, units: number): void
  onLeaveOut(line: ProposedLine, isLeftOut: boolean): void
  onOwed(line: ProposedLine, isLeftOut: boolean): void
  onMove(line: ProposedLine): void
}

export function proposedColumns({ proposalId, order, isOver, ...steps }: Steps): readonly PlainColumn<ProposedLine>[] {
  const columns: PlainColumn<ProposedLine>[] = [
    {
      key: 'item',
      title: titles.item,
      width: 29,
      cell: (line) => <ProposedItemCell item={line} more={line.supplierSku} />,
    },
    {
      key: 'serves',
      title: titles.serves,
      width: 18,
      cell: (line) => (
        <ServesCell
          proposalId={proposalId}
          line={line}
          {...(line.owed > 0 && { owed: <Owed line={line} isOver={isOver} onOwed={steps.onOwed} /> })}
        />
      ),
    },
    {
      key: 'units',
      title: titles.units,
      width: 18,
      cell: (line) => <Quantity line={line} isOver={isOver} onUnits={steps.onUnits} />,
    },
    {
      key: 'value',
      title: titles.value,
      width: 13,
      isHalf: true,
      cell: (line) => (
        <>
          <LineText>{moneyWords(line.value, order.currency)}</LineText>
          {line.cost !== null && (
            <LineText tone="subdued" isSmall>
              {`${moneyWords(line.cost, order.currency)} each`}
            </LineText>
          )}
        </>
      ),
    },
    {
      key: 'expected',
      title: titles.expected,
      width: 11,
      isHalf: true,
      cell: (line) => (line.expectedOn === null ? '–' : calendarDay(line.expectedOn)),
    },
  ]
  if (isOver) return columns
  return [
    ...columns,
    {
      key: 'steps',
      title: titles.steps,
      width: 13,
      cell: (line) => (
        <RowActions
          isNarrow
          actions={[
            line.isLeftOut
              ? {
                  text: proposalWords.takeIn,
                  label: `${proposalWords.takeIn}: ${line.title}`,
                  onAction: () => steps.onLeaveOut(line, false),
                }
              : {
                  text: proposalWords.leaveOut,
                  label: `${proposalWords.leaveOut}: ${line.title}`,
                  onAction: () => steps.onLeaveOut(line, true),
                },
            {
              text: proposalWords.otherSupplier,
              label: `${proposalWords.otherSupplier}: ${line.title}`,
              onAction: () => steps.onMove(line),
            },
          ]}
        />
      ),
    },
  ]
}

type OwedProps = Pick<Steps, 'isOver' | 'onOwed'> & { readonly line: ProposedLine }

/** Ordered with the rest unless the merchant takes the mark away; a line for nothing else is left out as a whole. */
function Owed({ line, isOver, onOwed }: OwedProps) {
  if (line.servesTotal === 0 || (isOver && !line.isOwedLeftOut)) return <LineText>{beyondStock(line.owed)}</LineText>
  return (
    <CheckField
      label={beyondStock(line.owed)}
      isChosen={!line.isOwedLeftOut}
      isOff={isOver || line.isLeftOut}
      onChoose={(isChosen) => onOwed(line, !isChosen)}
    />
  )
}

type QuantityProps = Pick<Steps, 'isOver' | 'onUnits'> & { readonly line: ProposedLine }

function Quantity({ line, isOver, onUnits }: QuantityProps) {
  if (line.isLeftOut) return <LineText tone="subdued">{proposalWords.leftOut}</LineText>
  return (
    <Stack>
      {isOver ? (
        <LineText>{number(line.units)}</LineText>
      ) : (
        <UnitsField
          label={`${proposalWords.order}: ${line.title}`}
          name={line.proposedLineId}
          value={line.units}
          least={1}
          trouble={packTrouble(line)}
          onUnits={(units) => onUnits(line, units)}
        />
      )}
      <LineText tone="subdued" isSmall>
        {lineRemark(line)}
      </LineText>
    </Stack>
  )
}
