import { useLocation, useNavigate } from 'react-router'
import { useUrl } from '../../api/use-url.ts'
import { Page } from '../../ui/page.tsx'
import { supplierWords } from '../../words/supplier-words.ts'
import { SupplierForm } from './supplier-form.tsx'

export function NewSupplier() {
  const url = useUrl()
  const navigate = useNavigate()
  const name = new URLSearchParams(useLocation().search).get('name') ?? ''
  return (
    <Page title={supplierWords.newTitle} back={{ text: supplierWords.back, url: url('/suppliers') }}>
      <SupplierForm
        supplier={null}
        name={name}
        onSaved={({ supplierId }) => void navigate(url(`/suppliers/${supplierId}/catalogue`), { replace: true })}
      />
    </Page>
  )
}
