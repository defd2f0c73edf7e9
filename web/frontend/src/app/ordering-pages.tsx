import { Navigate, Route, Routes } from 'react-router'
import { OrderPage } from '../backorders/orders/order-page.tsx'
import { ScheduledPage } from '../backorders/orders/scheduled-page.tsx'
import { UnplacedPage } from '../backorders/orders/unplaced-page.tsx'
import { ParkedList } from '../mirror/parked-list.tsx'
import { StorefrontPages } from '../promises/overview/storefront-pages.tsx'
import { ProposalPage } from '../proposals/proposal-page.tsx'
import { ReceivePage } from '../receiving/count/receive-page.tsx'
import { HeldBackPage } from '../receiving/hand-out/held-back-page.tsx'
import { PickListPage } from '../receiving/hand-out/pick-list-page.tsx'
import { ReceiptList } from '../receiving/receipt/receipt-list.tsx'
import { ReceiptPage } from '../receiving/receipt/receipt-page.tsx'
import { LetterheadPage } from '../shop/letterhead/letterhead-page.tsx'
import { DataRequestsPage } from '../shop/privacy/data-requests-page.tsx'
import { SupplierOrderList } from '../supplier-orders/list/supplier-order-list.tsx'
import { SupplierOrderPage } from '../supplier-orders/order/supplier-order-page.tsx'
import { SupplierPages } from '../suppliers/supplier/supplier-pages.tsx'
import { CheckPage } from './check-page.tsx'

/** From what is short to what has come, and what shoppers are told: everything behind the first view. Any other address leads to the start. */
export function OrderingPages() {
  return (
    <Routes>
      <Route path="/suppliers/*" element={<SupplierPages />} />
      <Route path="/supplier-orders" element={<SupplierOrderList />} />
      <Route path="/letterhead" element={<LetterheadPage />} />
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
