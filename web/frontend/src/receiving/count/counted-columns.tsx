import type { OpenLine } from '../../../../receiving/contract/receipts.ts'
import { TextField } from '../../ui/fields/text-field.tsx'
import { UnitsField } from '../../ui/fields/units/units-field.tsx'
import { Stack } from '../../ui/page/stack.tsx'
import type { PlainColumn } from '../../ui/tables/plain-table.tsx'
import { Picture } from '../../ui/tables/rows/picture.tsx'
import { TwoLines } from '../../ui/tables/rows/two-lines.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { lineSource, outstandingWords, overWords, receiveWords } from '../receive-words.ts'
import type { Counting } from './use-counting.ts'

const { columns: titles } = receiveWords

export function countedColumns(counting: Counting): readonly PlainColumn<OpenLine>[] {
  const field = (line: OpenLine, what: 'accepted' | 'rejected' | 'heldBack', most = 1_000_000) => (
    <UnitsField
      label={`${titles[what]}: ${line.title}`}
      name={`${line.supplierOrderLineId} ${what}`}
      tells="typed"
      value={counting.countOf(line)[what]}
      most={most}
      onUnits={(units) => counting.count(line, () => ({ [what]: units }))}
    />
  )
  return [
    {
      key: 'item',
      title: titles.item,
      width: 37,
      cell: (line) => (
        <TwoLines
          picture={<Picture url={line.imageUrl} title={line.title} />}
          first={line.title}
          hint={line.title}
          second={lineSource(line)}
        />
      ),
    },
    { key: 'outstanding', title: titles.outstanding, width: 13, isHalf: true, cell: outstandingWords },
    {
      key: 'accepted',
      title: titles.accepted,
      width: 15,
      isHalf: true,
      cell: (line) => (
        <Stack>
          {field(line, 'accepted')}
          <Over line={line} counting={counting} />
        </Stack>
      ),
    },
    {
      key: 'rejected',
      title: titles.rejected,
      width: 20,
      isHalf: true,
      cell: (line) => (
        <Stack>
          {field(line, 'rejected')}
          {counting.countOf(line).rejected > 0 && (
            <TextField
              label={`${receiveWords.reason}: ${line.title}`}
              isLabelHidden
              placeholder={receiveWords.reasonHint}
              text={counting.countOf(line).reason}
              maxLength={500}
              onText={(reason) => counting.count(line, () => ({ reason }))}
            />
          )}
        </Stack>
      ),
    },
    {
      key: 'heldBack',
      title: titles.heldBack,
      width: 15,
      isHalf: true,
      cell: (line) => field(line, 'heldBack', counting.countOf(line).accepted),
    },
  ]
}

function Over({ line, counting }: { line: OpenLine; counting: Counting }) {
  const { accepted, rejected } = counting.countOf(line)
  const over = overWords(accepted, rejected, line.outstanding)
  return over === null ? null : (
    <LineText tone="caution" isSmall>
      {over}
    </LineText>
  )
}
