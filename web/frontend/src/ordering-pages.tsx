import { Navigate, Route, Routes } from 'react-router'
import { OrderPage } from './features/orders/order-page.tsx'
import { ScheduledPage } from './features/orders/scheduled-page.tsx'
import { UnplacedPage } from './features/orders/unplaced-page.tsx'
import { ParkedList } from './features/parked/parked-list.tsx'
import { DataRequestsPage } from './features/privacy/data-requests-page.tsx'
import { ProposalPage } from './features/proposal/proposal-page.tsx'
import { HeldBackPage } from './features/receiving/held-back-page.tsx'
import { PickListPage } from './features/receiving/pick-list-page.tsx'
import { ReceiptList } from './features/receiving/receipt-list.tsx'
import { ReceiptPage } from './features/receiving/receipt-page.tsx'
import { ReceivePage } from './features/receiving/receive-page.tsx'
import { StorefrontPages } from './features/storefront/storefront-pages.tsx'
import { SupplierOrderList } from './features/supplier-orders/supplier-order-list.tsx'
import { SupplierOrderPage } from './features/supplier-orders/supplier-order-page.tsx'
import { SupplierPages } from './features/suppliers/supplier-pages.tsx'
import { CheckPage } from './features/trust/check-page.tsx'

/** From what is short to what has come, and what shoppers are told: everything behind the first view. Any other address leads to the start. */
export function OrderingPages() {
  return (
    <Routes>
      <Route path="/suppliers/*" element={<SupplierPages />} />
      <Route path="/supplier-orders" element={<SupplierOrderList />} />
      <Route path="/supplier-orders/:supplierOrderId" element={<SupplierOrderPage />} />
      <Route path="/orders/:orderId" element={<OrderPage />} />
      <Route path="/scheduled" element={<ScheduledPage />} />
      <Route path="/unplaced" element={<UnplacedPage />} />
      <Route path="/receive" element={<ReceivePage />} />
      <Route path="/receive/receipts" element={<ReceiptList />} />
      <Route path="/receive/receipts/:receiptId" element={<ReceiptPage />} />
      <Route path="/receive/pick-list" element={<PickListPage />} />
      <Route path="/receive/held-back" element={<HeldBackPage />} />
      <Route path="/proposals/:proposalId" element={<ProposalPage />} />
      <Route path="/storefront/*" element={<StorefrontPages />} />
      <Route path="/data-requests" element={<DataRequestsPage />} />
      <Route path="/parked" element={<ParkedList />} />
      <Route path="/check" element={<CheckPage />} />
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  )
}
