// A new shop, or the frame into which a kept one is loaded.

import { faultless } from '../admin-api/admin-faults.ts'
import { quiet } from '../webhooks/mischief.ts'
import { groupIndex, uniqueIndex } from './index-rows.ts'
import type { ShopIndex, ShopKind, ShopState } from './state.ts'
import { Table, type Written } from './table.ts'

/** Beyond 2^53: an id that passes through a JavaScript number comes out wrong. */
const FIRST_ID = 820_982_911_946_154_508n
const FIRST_ORDER_NUMBER = 1001

export type ShopWish = { shop: string; kind: ShopKind; plan: ShopState['plan']; createdAt: string }

export function openShop({ shop, kind, plan, createdAt }: ShopWish): ShopState {
  const log: Written[] = []
  const index: ShopIndex = {
    orderIdByName: new Map(),
    variantIdBySku: new Map(),
    productIdByHandle: new Map(),
    variantIdsByItem: new Map(),
    levelKeysByItem: new Map(),
  }
  return {
    shop,
    kind,
    plan,
    ...surroundings[kind],
    name: shop.replace(/\.myshopify\.com$/, ''),
    createdAt,
    installed: false,
    uninstalled: false,
    optionalScopes: null,
    orderNumber: FIRST_ORDER_NUMBER - 1,
    nextId: FIRST_ID,
    clock: Date.parse(createdAt),
    passedMs: 0,
    mischief: { rates: quiet, only: [], random: 0 },
    faults: faultless,
    webhooks: { sent: 0, repeated: 0, lost: 0, dropped: 0 },
    daysReplayed: 0,
    locations: new Table('locations', log),
    products: new Table('products', log, {
      follow(id, before, after) {
        uniqueIndex(index.productIdByHandle, id, before?.handle, after?.handle)
      },
    }),
    variants: new Table('variants', log, {
      follow(id, before, after) {
        uniqueIndex(index.variantIdBySku, id, before?.sku, after?.sku)
        groupIndex(index.variantIdsByItem, id, before?.itemId, after?.itemId)
      },
    }),
    items: new Table('items', log),
    levels: new Table('levels', log, {
      follow(id, before, after) {
        groupIndex(index.levelKeysByItem, id, before?.itemId, after?.itemId)
      },
    }),
    orders: new Table('orders', log, {
      follow(id, before, after) {
        uniqueIndex(index.orderIdByName, id, before?.name, after?.name)
      },
    }),
    fulfillmentOrders: new Table('fulfillmentOrders', log),
    metafields: new Table('metafields', log),
    metafieldDefinitions: new Table('metafieldDefinitions', log),
    blocksOff: new Table('blocksOff', log),
    bulkOperations: new Table('bulkOperations', log),
    stockAdjustments: new Table('stockAdjustments', log),
    transfers: new Table('transfers', log),
    shipments: new Table('shipments', log),
    purchaseOrders: new Table('purchaseOrders', log),
    index,
    log,
  }
}

const surroundings = {
  empty: { currency: 'USD', timezone: 'America/New_York' },
  retail: { currency: 'GBP', timezone: 'Europe/London' },
} as const
