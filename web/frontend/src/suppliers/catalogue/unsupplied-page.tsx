import { useState } from 'react'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { useUrl } from '../../api/use-url.ts'
import { SelectionBar } from '../../ui/fields/checks/selection-bar.tsx'
import { useSelection } from '../../ui/fields/checks/use-selection.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { Page } from '../../ui/page/page.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { useAssign, useVendors } from '../catalogue-queries.ts'
import {
  addedWords,
  addWords,
  catalogueWords,
  chosenAtMost,
  chosenItems,
  itemWords as words,
} from '../catalogue-words.ts'
import { ItemChoice } from '../items/item-choice.tsx'
import { useSupplierChoices } from '../supplier-choices.ts'
import { supplierWords } from '../supplier-words.ts'
import { VendorCard } from './vendor-card.tsx'

/** Items that nobody supplies: assigned by vendor, or one by one. */
export function UnsuppliedPage() {
  const url = useUrl()
  const selection = useSelection()
  const vendors = useVendors()
  const suppliers = useSupplierChoices()
  const [isAssigning, setAssigning] = useState(false)
  return (
    <Page
      title={words.unsuppliedTitle}
      subtitle={words.unsuppliedSubtitle}
      back={{ text: supplierWords.back, url: url('/suppliers') }}
    >
      {vendors.isPending || suppliers.isPending ? (
        <CardSkeleton label={words.list.loading} lines={[4, 8]} />
      ) : (
        <>
          <VendorCard vendors={vendors.data?.rows ?? []} suppliers={suppliers.data ?? []} />
          <ItemChoice path="/suppliers/unsupplied" selection={selection} />
        </>
      )}
      <SelectionBar
        text={chosenItems(selection.keys.size)}
        actions={[
          { text: catalogueWords.clear, onAction: selection.clear },
          { text: words.assign, isMain: true, onAction: () => setAssigning(true) },
        ]}
      />
      {isAssigning && (
        <AssignDialog
          itemIds={[...selection.keys].slice(0, chosenAtMost)}
          onAssigned={selection.clear}
          onDone={() => setAssigning(false)}
        />
      )}
    </Page>
  )
}

type AssignProps = { readonly itemIds: string[]; onAssigned(): void; onDone(): void }

function AssignDialog({ itemIds, onAssigned, onDone }: AssignProps) {
  const suppliers = useSupplierChoices()
  const assign = useAssign()
  const [supplierId, setSupplierId] = useState('')
  const rows = suppliers.data ?? []
  const name = rows.find((each) => each.supplierId === supplierId)?.name ?? ''
  return (
    <Dialog
      title={addWords(itemIds.length)}
      size="small"
      trouble={assign.isError ? (refusalOf(assign.error) ?? catalogueWords.trouble) : null}
      confirm={{
        text: words.assign,
        isBusy: assign.isPending,
        isOff: supplierId === '',
        onConfirm: () =>
          assign.mutate(
            { supplierId, to: { itemIds } },
            {
              onSuccess: ({ entries }) => {
                showToast(addedWords(entries, name))
                onAssigned()
                onDone()
              },
            },
          ),
      }}
      closeText={catalogueWords.cancel}
      onClose={onDone}
    >
      <ChoiceField
        label={words.columns.supplier}
        value={supplierId}
        choices={[
          { value: '', text: words.chooseSupplier },
          ...rows.map((each) => ({ value: each.supplierId, text: each.name })),
        ]}
        onChoose={setSupplierId}
      />
    </Dialog>
  )
}
