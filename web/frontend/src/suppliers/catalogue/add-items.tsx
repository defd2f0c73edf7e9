import { useNavigate, useParams } from 'react-router'
import { faultOf, refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { useUrl } from '../../api/use-url.ts'
import { SelectionBar } from '../../ui/fields/checks/selection-bar.tsx'
import { useSelection } from '../../ui/fields/checks/use-selection.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { Page } from '../../ui/page/page.tsx'
import { useAssign } from '../catalogue-queries.ts'
import {
  addedWords,
  addWords,
  catalogueWords,
  chosenAtMost,
  chosenItems,
  itemWords as words,
} from '../catalogue-words.ts'
import { ItemChoice } from '../items/item-choice.tsx'
import { useSupplier } from '../supplier-queries.ts'
import { supplierFault, supplierWords } from '../supplier-words.ts'

/** Items of the shop, to be added to a supplier's catalogue. */
export function AddItems() {
  const { supplierId = '' } = useParams()
  const url = useUrl()
  const navigate = useNavigate()
  const selection = useSelection()
  const supplier = useSupplier(supplierId)
  const assign = useAssign()
  const catalogue = url(`/suppliers/${supplierId}/catalogue`)
  const name = supplier.data?.name ?? ''
  const isLost = supplier.data === undefined && supplier.isError && faultOf(supplier.error) !== 'unreachable'

  const add = () =>
    assign.mutate(
      { supplierId, to: { itemIds: [...selection.keys].slice(0, chosenAtMost) } },
      {
        onSuccess: ({ entries }) => {
          showToast(addedWords(entries, name))
          void navigate(catalogue)
        },
      },
    )

  return (
    <Page
      title={words.addTitle}
      subtitle={name}
      back={{ text: name === '' ? supplierWords.back : name, url: isLost ? url('/suppliers') : catalogue }}
    >
      {assign.isError && <Notice tone="critical">{refusalOf(assign.error) ?? catalogueWords.trouble}</Notice>}
      {isLost ? (
        <Notice tone="critical" title={supplierFault(faultOf(supplier.error)).title}>
          {supplierFault(faultOf(supplier.error)).text}
        </Notice>
      ) : (
        <ItemChoice path={`/suppliers/${supplierId}/add`} selection={selection} />
      )}
      <SelectionBar
        text={chosenItems(selection.keys.size)}
        actions={[
          { text: catalogueWords.clear, onAction: selection.clear },
          { text: addWords(selection.keys.size), isMain: true, isBusy: assign.isPending, onAction: add },
        ]}
      />
    </Page>
  )
}
