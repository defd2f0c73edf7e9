import { Route, Routes } from 'react-router'
import { AddItems } from '../catalogue/add-items.tsx'
import { CataloguePage } from '../catalogue/catalogue-page.tsx'
import { UnsuppliedPage } from '../catalogue/unsupplied-page.tsx'
import { ImportPage } from '../csv/import-page.tsx'
import { UploadPage } from '../csv/upload-page.tsx'
import { ItemPage } from '../items/item-page.tsx'
import { NewSupplier } from './new-supplier.tsx'
import { SupplierDetails } from './supplier-details.tsx'
import { SupplierList } from './supplier-list.tsx'

/** Everything under `/suppliers`. */
export function SupplierPages() {
  return (
    <Routes>
      <Route index element={<SupplierList />} />
      <Route path="new" element={<NewSupplier />} />
      <Route path="import" element={<ImportPage />} />
      <Route path="import/:uploadId" element={<UploadPage />} />
      <Route path="unsupplied" element={<UnsuppliedPage />} />
      <Route path="items/:itemId" element={<ItemPage />} />
      <Route path=":supplierId" element={<SupplierDetails />} />
      <Route path=":supplierId/catalogue" element={<CataloguePage />} />
      <Route path=":supplierId/add" element={<AddItems />} />
    </Routes>
  )
}
