import { oc } from '@orpc/contract'
import { z } from 'zod'
import {
  affectedOutput,
  cancelInput,
  newSupplierOrder,
  orderingInput,
  supplierOrderEdit,
  versionChoice,
} from './changes.ts'
import { documentInput, messageDocumentInput, sampleInput, sendInput, supplierLetter } from './letters.ts'
import {
  servedLinesInput,
  servedLinesOutput,
  supplierMessage,
  supplierOrderChoice,
  supplierOrderDetail,
  supplierOrderLinesOutput,
  supplierOrderListInput,
  supplierOrderListOutput,
  supplierOrderPage,
} from './supplier-orders.ts'

const tags = ['Supplier orders']
const one = '/supplier-orders/{supplierOrderId}' as const

/** A change of an order that somebody else changed meanwhile is refused with 409, a move that it does not allow with 422. */
export const supplierOrderRoutes = {
  list: oc
    .route({ method: 'GET', path: '/supplier-orders', summary: 'Supplier orders, newest first', tags })
    .input(supplierOrderListInput)
    .output(supplierOrderListOutput),
  find: oc
    .route({ method: 'GET', path: one, summary: 'One supplier order: its sums, moves, timeline and copies', tags })
    .input(supplierOrderChoice)
    .output(supplierOrderDetail),
  lines: oc
    .route({ method: 'GET', path: `${one}/lines`, summary: 'What it orders, and when that comes', tags })
    .input(supplierOrderPage)
    .output(supplierOrderLinesOutput),
  served: oc
    .route({ method: 'GET', path: `${one}/served`, summary: 'The order lines that it serves', tags })
    .input(servedLinesInput)
    .output(servedLinesOutput),
  create: oc
    .route({ method: 'POST', path: '/supplier-orders', summary: 'A new draft', tags })
    .input(newSupplierOrder)
    .output(supplierOrderDetail),
  edit: oc
    .route({ method: 'POST', path: `${one}/edit`, summary: 'Change lines, days, costs or notes', tags })
    .input(supplierOrderEdit)
    .output(supplierOrderDetail),
  previewEdit: oc
    .route({ method: 'POST', path: `${one}/edit/preview`, summary: 'Who a change would touch; changes nothing', tags })
    .input(supplierOrderEdit)
    .output(affectedOutput),
  order: oc
    .route({ method: 'POST', path: `${one}/order`, summary: 'It is ordered: its lines are arrivals from now on', tags })
    .input(orderingInput)
    .output(supplierOrderDetail),
  undoOrder: oc
    .route({
      method: 'POST',
      path: `${one}/order/undo`,
      summary: 'It is a draft again, while nothing of it was received',
      tags,
    })
    .input(versionChoice)
    .output(supplierOrderDetail),
  cancel: oc
    .route({ method: 'POST', path: `${one}/cancel`, summary: 'Cancel it, or what is still to come of it', tags })
    .input(cancelInput)
    .output(supplierOrderDetail),
  previewCancel: oc
    .route({ method: 'POST', path: `${one}/cancel/preview`, summary: 'Who a cancellation would touch', tags })
    .input(cancelInput)
    .output(affectedOutput),
  close: oc
    .route({ method: 'POST', path: `${one}/close`, summary: 'Nothing more is to be done with it', tags })
    .input(versionChoice)
    .output(supplierOrderDetail),
  letter: oc
    .route({ method: 'GET', path: `${one}/letter`, summary: 'The e-mail that would be sent', tags })
    .input(supplierOrderChoice)
    .output(supplierLetter),
  send: oc
    .route({ method: 'POST', path: `${one}/send`, summary: 'Send it to the supplier, once for each key', tags })
    .input(sendInput)
    .output(supplierMessage),
  document: oc
    .route({ method: 'GET', path: `${one}/document/{format}`, summary: 'The order as a PDF or CSV file', tags })
    .input(documentInput)
    .output(z.file()),
  sample: oc
    .route({
      method: 'POST',
      path: '/letterhead/sample',
      summary: 'An order that there is not, as a PDF with this letterhead and the logo that is kept; writes nothing',
      tags,
    })
    .input(sampleInput)
    .output(z.file()),
  messageDocument: oc
    .route({
      method: 'GET',
      path: '/supplier-messages/{messageId}/document/{format}',
      summary: 'The file exactly as it was sent',
      tags,
    })
    .input(messageDocumentInput)
    .output(z.file()),
}
