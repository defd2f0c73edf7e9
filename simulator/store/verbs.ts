// Every verb of a shop, by the name it is called by.

import type { Verb } from './verb.ts'
import { compliance, uninstall } from './verbs/app.ts'
import { cancelFulfilment } from './verbs/cancel-fulfilment.ts'
import { cancelOrder } from './verbs/cancel-order.ts'
import { changeProduct, changeVariant } from './verbs/change-product.ts'
import { createProduct } from './verbs/create-product.ts'
import { deleteOrder } from './verbs/delete-order.ts'
import { deleteProduct } from './verbs/delete-product.ts'
import { editOrder } from './verbs/edit-order.ts'
import { faults } from './verbs/faults.ts'
import { fulfil } from './verbs/fulfil.ts'
import {
  activateLocation,
  changeLocation,
  createLocation,
  deactivateLocation,
  deleteLocation,
  renameLocation,
} from './verbs/locations.ts'
import { markPaid } from './verbs/mark-paid.ts'
import { mischief } from './verbs/mischief.ts'
import { passTime } from './verbs/pass-time.ts'
import { placeOrder } from './verbs/place-order.ts'
import {
  archivePurchaseOrder,
  createPurchaseOrder,
  editPurchaseOrder,
  orderPurchaseOrder,
} from './verbs/purchase-orders.ts'
import { refund } from './verbs/refund.ts'
import { hold, merge, move, release, split } from './verbs/routing.ts'
import { openScheduledOrder, reschedule } from './verbs/scheduled.ts'
import { sellInStore } from './verbs/sell-in-store.ts'
import { setMetafield } from './verbs/set-metafield.ts'
import {
  createShipment,
  deleteShipment,
  editShipment,
  markInTransit,
  receiveShipment,
  trackShipment,
} from './verbs/shipments.ts'
import { adjustStock, connectLocation, disconnectLocation, reportStock, setStock } from './verbs/stock.ts'
import { switchBlock } from './verbs/switch-block.ts'
import { trackItem } from './verbs/track-item.ts'
import { cancelTransfer, createTransfer, editTransfer, markTransferReady } from './verbs/transfers.ts'

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
