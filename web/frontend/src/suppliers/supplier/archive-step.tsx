import { useState } from 'react'
import type { SupplierDetail } from '../../../../suppliers/contract/suppliers.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { Confirmation } from '../../ui/page/confirmation.tsx'
import { useArchiveSupplier } from '../supplier-queries.ts'
import { supplierWords as words } from '../supplier-words.ts'

/** Archives a supplier, or brings it back, after a question. */
export function ArchiveStep({ supplier, onDone }: { supplier: SupplierDetail; onDone(): void }) {
  const archive = useArchiveSupplier()
  // What is asked does not change while it is answered.
  const [asked] = useState(supplier)
  const isArchived = asked.archivedAt !== null
  return (
    <Confirmation
      title={isArchived ? words.restoreTitle : words.archiveTitle}
      text={isArchived ? words.restoreText : words.archiveText}
      trouble={archive.isError ? (refusalOf(archive.error) ?? words.trouble) : null}
      confirm={{
        text: isArchived ? words.restore : words.archive,
        isCritical: !isArchived,
        onChoose: () =>
          archive.mutate(
            { ...asked, version: supplier.version },
            {
              onSuccess: () => {
                showToast(isArchived ? words.restored : words.archived)
                onDone()
              },
            },
          ),
      }}
      further={null}
      cancelText={words.cancel}
      isBusy={archive.isPending}
      onCancel={onDone}
    />
  )
}
