import { useLocation, useNavigate } from 'react-router'
import { showToast } from '../../api/toast.ts'
import { useUrl } from '../../api/use-url.ts'
import { Page } from '../../ui/page/page.tsx'
import { useAssign } from '../catalogue-queries.ts'
import { addedWords } from '../catalogue-words.ts'
import { supplierWords, vendorHint } from '../supplier-words.ts'
import { SupplierForm } from './supplier-form.tsx'

/** A new supplier; where it is for a vendor's items, they are in its catalogue once it is saved. */
export function NewSupplier() {
  const url = useUrl()
  const navigate = useNavigate()
  const assign = useAssign()
  const vendor = new URLSearchParams(useLocation().search).get('vendor')
  const show = (path: string) => void navigate(url(path), { replace: true })
  return (
    <Page
      title={supplierWords.newTitle}
      {...(vendor !== null && { subtitle: vendorHint(vendor) })}
      back={{ text: supplierWords.back, url: url('/suppliers') }}
    >
      <SupplierForm
        supplier={null}
        name={vendor ?? ''}
        onSaved={({ supplierId, name }) => {
          if (vendor === null) return show(`/suppliers/${supplierId}/catalogue`)
          assign.mutate(
            { supplierId, to: { vendor } },
            {
              onSuccess: ({ entries }) => {
                showToast(addedWords(entries, name))
                show(`/suppliers/${supplierId}/catalogue`)
              },
              // There they can be given to it once more.
              onError: () => show('/suppliers/unsupplied'),
            },
          )
        }}
      />
    </Page>
  )
}
