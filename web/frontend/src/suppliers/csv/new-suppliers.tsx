import type { CsvUpload } from '../../../../suppliers/contract/csv-uploads.ts'
import { refusalOf } from '../../api/faults.ts'
import { currencyChoices } from '../../format/currencies.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { Card } from '../../ui/page/card.tsx'
import { useCheckAgain } from './csv-queries.ts'
import { asksForCurrency, newSuppliersWords, csvWords as words } from './csv-words.ts'

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
