// Every verb of a shop, by the name it is called by.

import type { Verb } from './verb.ts'
import { compliance, uninstall } from './verbs/app.ts'
import { faults } from './verbs/faults.ts'
import { changeProduct, changeVariant } from './verbs/items/change-product.ts'
import { createProduct } from './verbs/items/create-product.ts'
import { deleteProduct } from './verbs/items/delete-product.ts'
import {
  activateLocation,
  changeLocation,
  createLocation,
  deactivateLocation,
  deleteLocation,
  renameLocation,
} from './verbs/items/locations.ts'
import {
  archivePurchaseOrder,
  createPurchaseOrder,
  editPurchaseOrder,
  orderPurchaseOrder,
} from './verbs/items/purchase-orders.ts'
import {
  createShipment,
  deleteShipment,
  editShipment,
  markInTransit,
  receiveShipment,
  trackShipment,
} from './verbs/items/shipments.ts'
import { adjustStock, connectLocation, disconnectLocation, reportStock, setStock } from './verbs/items/stock.ts'
import { trackItem } from './verbs/items/track-item.ts'
import { cancelTransfer, createTransfer, editTransfer, markTransferReady } from './verbs/items/transfers.ts'
import { mischief } from './verbs/mischief.ts'
import { cancelFulfilment } from './verbs/orders/cancel-fulfilment.ts'
import { cancelOrder } from './verbs/orders/cancel-order.ts'
import { deleteOrder } from './verbs/orders/delete-order.ts'
import { editOrder } from './verbs/orders/edit-order.ts'
import { fulfil } from './verbs/orders/fulfil.ts'
import { markPaid } from './verbs/orders/mark-paid.ts'
import { placeOrder } from './verbs/orders/place-order.ts'
import { refund } from './verbs/orders/refund.ts'
import { hold, merge, move, release, split } from './verbs/orders/routing.ts'
import { openScheduledOrder, reschedule } from './verbs/orders/scheduled.ts'
import { sellInStore } from './verbs/orders/sell-in-store.ts'
import { passTime } from './verbs/pass-time.ts'
import { setMetafield } from './verbs/set-metafield.ts'
import { switchBlock } from './verbs/switch-block.ts'

export const verbs = {
  'create-product': createProduct,
  'change-product': changeProduct,
  'change-variant': changeVariant,
  'delete-product': deleteProduct,
  'create-location': createLocation,
  'rename-location': renameLocation,
  'change-location': changeLocation,
  'deactivate-location': deactivateLocation,
  'activate-location': activateLocation,
  'delete-location': deleteLocation,
  'set-stock': setStock,
  'report-stock': reportStock,
  'adjust-stock': adjustStock,
  'connect-location': connectLocation,
  'disconnect-location': disconnectLocation,
  'track-item': trackItem,
  'place-order': placeOrder,
  'sell-in-store': sellInStore,
  'mark-paid': markPaid,
  'edit-order': editOrder,
  'cancel-order': cancelOrder,
  'delete-order': deleteOrder,
  refund,
  fulfil,
  'cancel-fulfilment': cancelFulfilment,
  move,
  hold,
  release,
  split,
  merge,
  reschedule,
  'open-scheduled': openScheduledOrder,
  'create-transfer': createTransfer,
  'edit-transfer': editTransfer,
  'mark-transfer-ready': markTransferReady,
  'cancel-transfer': cancelTransfer,
  'create-shipment': createShipment,
  'edit-shipment': editShipment,
  'track-shipment': trackShipment,
  'mark-in-transit': markInTransit,
  'receive-shipment': receiveShipment,
  'delete-shipment': deleteShipment,
  'create-purchase-order': createPurchaseOrder,
  'edit-purchase-order': editPurchaseOrder,
  'order-purchase-order': orderPurchaseOrder,
  'archive-purchase-order': archivePurchaseOrder,
  'set-metafield': setMetafield,
  'switch-block': switchBlock,
  'pass-time': passTime,
  mischief,
  faults,
  uninstall,
  compliance,
} satisfies Record<string, Verb>
