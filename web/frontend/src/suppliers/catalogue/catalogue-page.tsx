import { useParams } from 'react-router'
import { useUrl } from '../../api/use-url.ts'
import { catalogueWords } from '../catalogue-words.ts'
import { useExport } from '../csv/use-export.ts'
import { SupplierPage } from '../supplier/supplier-page.tsx'
import { CatalogueTable } from './catalogue-table.tsx'

export function CataloguePage() {
  const { supplierId = '' } = useParams()
  const url = useUrl()
  const exporting = useExport('catalogue', supplierId)
  return (
    <SupplierPage
      page="catalogue"
      primary={{ text: catalogueWords.add, url: url(`/suppliers/${supplierId}/add`) }}
      actions={[
        { text: catalogueWords.import, url: url('/suppliers/import', { kind: 'catalogue', supplier: supplierId }) },
        { text: catalogueWords.export, ...exporting },
      ]}
    >
      {(supplier) => <CatalogueTable supplier={supplier} />}
    </SupplierPage>
  )
}
