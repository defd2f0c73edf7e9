import { SelectionBar } from '../../ui/fields/checks/selection-bar.tsx'
import type { Selection } from '../../ui/fields/checks/use-selection.ts'
import { chosenWords, orderTheseWords } from '../words/order-these-words.ts'
import type { useOrderThese } from './use-order-these.ts'

type Props = { readonly selection: Selection; readonly ordering: ReturnType<typeof useOrderThese> }

/** What to do with the lines that are chosen; not there while none is. */
export function OrderBar({ selection, ordering }: Props) {
  return (
    <SelectionBar
      text={chosenWords(selection.keys.size)}
      actions={[
        {
          text: orderTheseWords.orderThese,
          isMain: true,
          isBusy: ordering.isPending,
          onAction: () => ordering.order({ backorderIds: [...selection.keys] }),
        },
        { text: orderTheseWords.clear, onAction: selection.clear },
      ]}
    />
  )
}
