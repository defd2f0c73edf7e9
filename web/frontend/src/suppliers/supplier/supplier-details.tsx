import { Notice } from '../../ui/notices/notice.tsx'
import { refusedMailWords } from '../supplier-words.ts'
import { AddressHistory } from './address-history.tsx'
import { PerformanceCard } from './performance-card.tsx'
import { SupplierForm } from './supplier-form.tsx'
import { SupplierPage } from './supplier-page.tsx'

export function SupplierDetails() {
  return (
    <SupplierPage page="details">
      {(supplier) => (
        <>
          {supplier.refusedMail && (
            <Notice tone="warning" title={refusedMailWords(supplier.refusedMail)}>
              {supplier.refusedMail.trouble}
            </Notice>
          )}
          <PerformanceCard performance={supplier.performance} />
          <SupplierForm key={supplier.supplierId} supplier={supplier} onSaved={() => undefined} />
          <AddressHistory changes={supplier.addressChanges} />
        </>
      )}
    </SupplierPage>
  )
}
