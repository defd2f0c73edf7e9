import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { Confirmation } from '../../ui/page/confirmation.tsx'
import { useRemoveEntries } from '../catalogue-queries.ts'
import { chosenAtMost, removedWords, catalogueWords as words } from '../catalogue-words.ts'

type Props = {
  readonly supplierId: string
  readonly itemIds: readonly string[]
  onRemoved(): void
  onDone(): void
}

export function RemoveStep({ supplierId, itemIds, onRemoved, onDone }: Props) {
  const remove = useRemoveEntries()
  return (
    <Confirmation
      title={words.removeTitle}
      text={words.removeText}
      trouble={remove.isError ? (refusalOf(remove.error) ?? words.trouble) : null}
      confirm={{
        text: words.remove,
        isCritical: true,
        onChoose: () =>
          remove.mutate(
            { supplierId, itemIds: itemIds.slice(0, chosenAtMost) },
            {
              onSuccess: ({ entries }) => {
                showToast(removedWords(entries))
                onRemoved()
                onDone()
              },
            },
          ),
      }}
      further={null}
      cancelText={words.cancel}
      isBusy={remove.isPending}
      onCancel={onDone}
    />
  )
}
