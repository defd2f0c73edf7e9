import { Navigate, Route, Routes } from 'react-router'
import { AddOverridePage } from './add-override-page.tsx'
import { OverridesPage } from './overrides-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import { TextsPage } from './texts-page.tsx'

/** Everything under `/storefront`. */
export function StorefrontPages() {
  return (
    <Routes>
      <Route index element={<OverviewPage />} />
      <Route path="texts" element={<TextsPage />} />
      <Route path="overrides" element={<OverridesPage />} />
      <Route path="overrides/add" element={<AddOverridePage />} />
      <Route path="*" element={<Navigate to="/storefront" replace />} />
    </Routes>
  )
}
