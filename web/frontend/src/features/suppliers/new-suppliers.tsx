import type { CsvUpload } from '../../../../contract/csv-uploads.ts'
import { useCheckAgain } from '../../api/csv-queries.ts'
import { refusalOf } from '../../api/faults.ts'
import { Card } from '../../ui/card.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { asksForCurrency, newSuppliersWords, csvWords as words } from '../../words/csv-words.ts'
import { currencyChoices } from '../../words/currencies.ts'

/** Suppliers that a catalogue file names and nobody knows: left out, or created in a currency. */
export function NewSuppliers({ upload }: { upload: CsvUpload }) {
  const check = useCheckAgain(upload)
  if (!asksForCurrency(upload)) return null
  return (
    <Card title={words.newTitle} hint={newSuppliersWords(upload)}>
      <ChoiceField
        label={words.newCurrency}
        value={check.isPending ? (check.variables?.newSuppliersIn ?? '') : (upload.newSuppliersIn ?? '')}
        isOff={check.isPending}
        choices={[{ value: '', text: words.newNone }, ...currencyChoices()]}
        problem={check.isError ? (refusalOf(check.error) ?? words.trouble) : null}
        onChoose={(currency) => check.mutate({ newSuppliersIn: currency === '' ? null : currency })}
      />
    </Card>
  )
}
