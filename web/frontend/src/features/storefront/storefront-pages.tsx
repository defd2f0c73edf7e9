import { Navigate, Route, Routes } from 'react-router'
import { AddExceptionPage } from './add-exception-page.tsx'
import { ExceptionsPage } from './exceptions-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import { TextsPage } from './texts-page.tsx'

/** Everything under `/storefront`. */
export function StorefrontPages() {
  return (
    <Routes>
      <Route index element={<OverviewPage />} />
      <Route path="texts" element={<TextsPage />} />
      <Route path="exceptions" element={<ExceptionsPage />} />
      <Route path="exceptions/add" element={<AddExceptionPage />} />
      <Route path="*" element={<Navigate to="/storefront" replace />} />
    </Routes>
  )
}
