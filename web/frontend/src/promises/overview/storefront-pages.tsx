import { Navigate, Route, Routes } from 'react-router'
import { AddOverridePage } from '../overrides/add-override-page.tsx'
import { OverridesPage } from '../overrides/overrides-page.tsx'
import { TextsPage } from '../texts/texts-page.tsx'
import { OverviewPage } from './overview-page.tsx'

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
