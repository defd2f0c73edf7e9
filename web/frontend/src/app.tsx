import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import type { Api } from './api/api.ts'
import { ApiContext } from './api/api-context.ts'
import { isWorthRetrying } from './api/faults.ts'
import { BackorderDetail } from './features/backorders/backorder-detail.tsx'
import { BackorderList } from './features/backorders/backorder-list.tsx'
import { ImportCard } from './features/import/import-card.tsx'
import { AppMenu } from './features/menu/app-menu.tsx'
import { ParkedList } from './features/parked/parked-list.tsx'
import { ProposalPage } from './features/proposal/proposal-page.tsx'
import { HeldBackPage } from './features/receiving/held-back-page.tsx'
import { PickListPage } from './features/receiving/pick-list-page.tsx'
import { ReceiptList } from './features/receiving/receipt-list.tsx'
import { ReceiptPage } from './features/receiving/receipt-page.tsx'
import { ReceivePage } from './features/receiving/receive-page.tsx'
import { SupplierOrderList } from './features/supplier-orders/supplier-order-list.tsx'
import { SupplierOrderPage } from './features/supplier-orders/supplier-order-page.tsx'
import { CheckPage } from './features/trust/check-page.tsx'
import { AppFrame } from './ui/app-frame.tsx'

// Not needed for the first view, so it is loaded when somebody goes there.
const SupplierPages = lazy(async () => {
  const { SupplierPages: component } = await import('./features/suppliers/supplier-pages.tsx')
  return { default: component }
})

export function App({ api }: { api: Api }) {
  const [client] = useState(newQueryClient)
  return (
    <ApiContext value={api}>
      <QueryClientProvider client={client}>
        <AppFrame>
          <AppMenu />
          <Suspense fallback={null}>
            <Routes>
              <Route path="/" element={<BackorderList above={<ImportCard />} />} />
              <Route path="/backorders/:backorderId" element={<BackorderDetail />} />
              <Route path="/suppliers/*" element={<SupplierPages />} />
              <Route path="/supplier-orders" element={<SupplierOrderList />} />
              <Route path="/supplier-orders/:supplierOrderId" element={<SupplierOrderPage />} />
              <Route path="/receive" element={<ReceivePage />} />
              <Route path="/receipts" element={<ReceiptList />} />
              <Route path="/receipts/:receiptId" element={<ReceiptPage />} />
              <Route path="/pick-list" element={<PickListPage />} />
              <Route path="/held-back" element={<HeldBackPage />} />
              <Route path="/proposals/:proposalId" element={<ProposalPage />} />
              <Route path="/parked" element={<ParkedList />} />
              <Route path="/check" element={<CheckPage />} />
              <Route path="*" element={<Navigate to="/" replace />} />
            </Routes>
          </Suspense>
        </AppFrame>
      </QueryClientProvider>
    </ApiContext>
  )
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: (failures, error) => failures < 2 && isWorthRetrying(error), retryDelay: 400 },
    },
  })
}
