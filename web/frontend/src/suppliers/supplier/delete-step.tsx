import type { SupplierDetail } from '../../../../suppliers/contract/suppliers.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { Confirmation } from '../../ui/page/confirmation.tsx'
import { useDeleteSupplier } from '../supplier-queries.ts'
import { supplierWords as words } from '../supplier-words.ts'

type Props = { readonly supplier: SupplierDetail; onDeleted(): void; onDone(): void }

/** Deletes who an archived supplier is, after a question. */
export function DeleteStep({ supplier, onDeleted, onDone }: Props) {
  const remove = useDeleteSupplier()
  return (
    <Confirmation
      title={words.deleteTitle}
      text={words.deleteText}
      trouble={remove.isError ? (refusalOf(remove.error) ?? words.trouble) : null}
      confirm={{
        text: words.delete,
        isCritical: true,
        onChoose: () =>
          remove.mutate(supplier, {
            onSuccess: () => {
              showToast(words.deleted)
              onDeleted()
            },
          }),
      }}
      further={null}
      cancelText={words.cancel}
      isBusy={remove.isPending}
      onCancel={onDone}
    />
  )
}
