import { screen, within } from '@testing-library/react'
import { vi } from 'vitest'
import type { AffectedLine } from '../../../web/supplier-orders/contract/changes.ts'
import { aServer } from '../a-dashboard.tsx'
import { aLine, anOrder, onePage } from './a-supplier-order.ts'

export const at = '2026-11-20T10:00:00.000Z'

export const touched: AffectedLine = {
  orderId: 'gid://shopify/Order/1',
  orderName: '#1001',
  lineId: 'gid://shopify/LineItem/1',
  backorderId: '7',
  title: 'Red mug',
  sku: 'MUG-RED',
  units: 3,
  dayBefore: '2026-12-04',
  dayAfter: null,
  uncoveredBefore: 0,
  uncoveredAfter: 3,
}

export function aServerWith(order = anOrder()) {
  const server = aServer()
  const find = vi.fn(async () => order)
  server.api.supplierOrders.find = find
  server.api.supplierOrders.lines = vi.fn(async () => onePage([aLine()]))
  server.api.supplierOrders.served = vi.fn(async () => ({ ...onePage([]), owed: 0 }))
  server.api.receipts.list = vi.fn(async () => onePage([]))
  server.api.proposals.unneeded = vi.fn(async () => ({ ...onePage([]), version: 4 }))
  return { ...server, find }
}

export const button = (name: string) => screen.findByRole('button', { name })
export const inDialog = async (name: string) => within(await screen.findByRole('dialog')).getByRole('button', { name })
