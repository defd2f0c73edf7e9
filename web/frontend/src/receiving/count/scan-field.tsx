import { useState } from 'react'
import type { OpenLine } from '../../../../receiving/contract/receipts.ts'
import { Form } from '../../ui/fields/form.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Card } from '../../ui/page/card.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useScan } from '../receipt-queries.ts'
import { receiveWords } from '../receive-words.ts'
import type { Counting } from './use-counting.ts'

type Props = { readonly counting: Counting; readonly supplierOrderId: string | null }

/** Counts a unit for each scan. A scanner types the code and presses Enter; the field keeps the focus. */
export function ScanField({ counting, supplierOrderId }: Props) {
  const [code, setCode] = useState('')
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem: boolean } | null>(null)
  const scan = useScan()
  const submit = () => {
    const wanted = code.trim()
    if (wanted === '') return
    setCode('')
    scan.mutate(
      { code: wanted, locationId: counting.locationId },
      {
        onError: () => setSaid({ text: receiveWords.scanFailed, isProblem: true }),
        onSuccess: ({ rows }) => {
          const line = meant(rows, counting, supplierOrderId)
          if (line === null) return setSaid({ text: receiveWords.nothingFound(wanted), isProblem: true })
          counting.count(line, ({ accepted }) => ({ accepted: accepted + 1 }))
          setSaid({ text: receiveWords.scanned(line), isProblem: false })
        },
      },
    )
  }
  return (
    <Card>
      <Form refusals={0} onSubmit={submit}>
        <TextField
          label={receiveWords.scan}
          hint={receiveWords.scanHint}
          text={code}
          maxLength={100}
          hasFocus
          onText={setCode}
        />
      </Form>
      <div role="status">{said && <LineText {...(said.isProblem && { tone: 'critical' })}>{said.text}</LineText>}</div>
    </Card>
  )
}

/** Of several lines with the code: one of the order that is received, and one of which something is still to come. */
function meant(rows: readonly OpenLine[], counting: Counting, supplierOrderId: string | null): OpenLine | null {
  const isOpen = (line: OpenLine) => {
    const { accepted, rejected } = counting.countOf(line)
    return accepted + rejected < line.outstanding
  }
  const own = rows.filter((line) => supplierOrderId === null || line.supplierOrderId === supplierOrderId)
  return own.find(isOpen) ?? rows.find(isOpen) ?? own[0] ?? rows[0] ?? null
}
