import { useState } from 'react'
import type { CatalogueRow } from '../../../../suppliers/contract/catalogue.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { CheckField } from '../../ui/fields/check-field.tsx'
import { Fields } from '../../ui/fields/fields.tsx'
import { Form } from '../../ui/fields/form.tsx'
import { MoneyField } from '../../ui/fields/money-field.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { usePutEntry } from '../catalogue-queries.ts'
import { catalogueWords, itemTitle, entryForm as words } from '../catalogue-words.ts'
import { type EntryProblems, type EntryText, entryText, readEntry } from './entry-text.ts'

/** What a supplier says of an item. */
export function EntryDialog({ row, onDone }: { row: CatalogueRow; onDone(): void }) {
  const [text, setText] = useState(() => entryText(row))
  const [problems, setProblems] = useState<EntryProblems>({})
  const [refusals, setRefusals] = useState(0)
  const put = usePutEntry()

  const submit = () => {
    const read = readEntry(text)
    if ('problems' in read) {
      setProblems(read.problems)
      setRefusals((before) => before + 1)
      return
    }
    put.mutate(
      { ...read.fields, supplierId: row.supplierId, itemId: row.itemId },
      {
        onSuccess: () => {
          showToast(catalogueWords.saved)
          onDone()
        },
      },
    )
  }

  /** What every field of text has. */
  const field = (name: Exclude<keyof EntryText, 'discontinued'>) => ({
    label: words[labels[name]],
    text: text[name],
    problem: problems[name] ?? null,
    onText: (typed: string) => {
      setText((before) => ({ ...before, [name]: typed }))
      setProblems(({ [name]: _, ...rest }) => rest)
    },
  })

  return (
    <Dialog
      title={itemTitle(row)}
      trouble={put.isError ? (refusalOf(put.error) ?? catalogueWords.trouble) : null}
      confirm={{ text: words.save, isBusy: put.isPending, onConfirm: submit }}
      closeText={catalogueWords.cancel}
      onClose={onDone}
    >
      <Form refusals={refusals} onSubmit={submit}>
        <Fields>
          <TextField {...field('supplierSku')} hint={words.supplierSkuHint} maxLength={255} />
          <MoneyField {...field('cost')} currency={row.currency} />
        </Fields>
        <Fields>
          <TextField {...field('minimumQuantity')} kind="whole" hint={words.minimumHint} unit={words.units} />
          <TextField {...field('packSize')} kind="whole" hint={words.packHint} unit={words.units} />
        </Fields>
        <Fields>
          <TextField {...field('leadTimeDays')} kind="whole" hint={words.leadTimeHint} unit={words.days} />
          <TextField {...field('rank')} kind="whole" hint={words.rankHint} />
        </Fields>
        <CheckField
          label={words.discontinued}
          isChosen={text.discontinued}
          onChoose={(discontinued) => setText((before) => ({ ...before, discontinued }))}
        />
      </Form>
    </Dialog>
  )
}

const labels = {
  supplierSku: 'supplierSku',
  cost: 'cost',
  minimumQuantity: 'minimum',
  packSize: 'pack',
  leadTimeDays: 'leadTime',
  rank: 'rank',
} as const
