import { useState } from 'react'
import type { VendorSuggestion } from '../../../../suppliers/contract/catalogue.ts'
import type { SupplierRow } from '../../../../suppliers/contract/suppliers.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { useUrl } from '../../api/use-url.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { Actions } from '../../ui/page/actions.tsx'
import { useAssign } from '../catalogue-queries.ts'
import { addedWords, assignLabel, catalogueWords, itemWords as words } from '../catalogue-words.ts'

type Props = { readonly suggestion: VendorSuggestion; readonly suppliers: readonly SupplierRow[] }

/** Which supplier a vendor's items go to: the one of its name is chosen already. */
export function VendorAssignment({ suggestion, suppliers }: Props) {
  const { vendor } = suggestion
  const [chosen, setChosen] = useState<string | null>(null)
  const assign = useAssign()
  const url = useUrl()
  const guess = suppliers.some(({ supplierId }) => supplierId === suggestion.supplierId) ? suggestion.supplierId : null
  const supplierId = chosen ?? guess ?? ''
  const name = suppliers.find((each) => each.supplierId === supplierId)?.name ?? ''
  return (
    <>
      <ChoiceField
        label={`${words.vendorColumns.supplier}: ${vendor}`}
        isLabelHidden
        value={supplierId}
        choices={[
          { value: '', text: words.chooseSupplier },
          ...suppliers.map((each) => ({ value: each.supplierId, text: each.name })),
        ]}
        problem={assign.isError ? (refusalOf(assign.error) ?? catalogueWords.trouble) : null}
        onChoose={setChosen}
      />
      <Actions
        actions={[
          {
            text: words.assign,
            label: assignLabel(suggestion),
            isOff: supplierId === '',
            isBusy: assign.isPending,
            onAction: () =>
              assign.mutate(
                { supplierId, to: { vendor } },
                { onSuccess: ({ entries }) => showToast(addedWords(entries, name)) },
              ),
          },
          ...(guess === null
            ? [
                {
                  text: words.newSupplier,
                  label: `${words.newSupplier}: ${vendor}`,
                  url: url('/suppliers/new', { vendor }),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
