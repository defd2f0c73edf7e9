// A shop on disk: one row for its own figures, one for each row of its tables.

import { z } from 'zod'
import { bulkEnds, faultless } from '../admin-api/admin-faults.ts'
import { openShop } from '../store/open-shop.ts'
import type { ShopState } from '../store/state.ts'
import { Table } from '../store/table.ts'
import type { Journal, KeptRow } from './journal.ts'

const figures = z.object({
  kind: z.enum(['empty', 'retail']),
  plan: z.enum(['standard', 'advanced', 'plus']),
  createdAt: z.string(),
  installed: z.boolean(),
  uninstalled: z.boolean(),
  optionalScopes: z.array(z.string()).readonly().nullable().default(null),
  orderNumber: z.number(),
  nextId: z.string().transform((text) => BigInt(text)),
  clock: z.number(),
  passedMs: z.number().default(0),
  mischief: z.object({
    rates: z.object({ duplicate: z.number(), late: z.number(), reorder: z.number(), lose: z.number() }),
    only: z.array(z.string()).readonly().default([]),
    random: z.number(),
  }),
  faults: z
    .object({
      admin: z.object({
        status500: z.number(),
        html: z.number(),
        timeout: z.number(),
        throttle: z.number(),
        unauthorized: z.boolean(),
        latencyMs: z.number().default(0),
        costTimes: z.number().default(1),
        unreadable: z.array(z.string()).readonly().default([]),
        failsWhole: z.boolean().default(false),
        hidesOldRouting: z.boolean().default(false),
      }),
      bulk: z.object({
        takesMs: z.number().nullable(),
        isHeld: z.boolean().default(false),
        fail: z.number(),
        failAs: z.enum(bulkEnds).default('INTERNAL_SERVER_ERROR'),
        timeoutBeyond: z.number().nullable().default(null),
        only: z.string().nullable().default(null),
        damaged: z.array(z.string()).readonly().default([]),
        cut: z.number(),
      }),
      random: z.number(),
    })
    .default(faultless),
  webhooks: z.object({ sent: z.number(), repeated: z.number(), lost: z.number(), dropped: z.number().default(0) }),
  daysReplayed: z.number(),
})

const FIGURES = 'figures'

/** Marks all that was written since the last call, and the shop's own figures. */
export function keepShop(journal: Journal, shop: ShopState): void {
  const tables = tablesOf(shop)
  for (const { table, id } of shop.log) {
    journal.mark(shop.shop, table, id, () => {
      const row = tables[table]?.get(id)
      return row === undefined ? null : JSON.stringify(row)
    })
  }
  shop.log.length = 0
  keepFigures(journal, shop)
}

/** Marks the shop's own figures only. */
export function keepFigures(journal: Journal, shop: ShopState): void {
  journal.mark(shop.shop, FIGURES, '', () => figuresText(shop))
}

/** The shop of these rows, which are all rows of one space; null if they are not a shop's. */
export function loadShop(name: string, rows: readonly KeptRow[]): ShopState | null {
  const own = rows.find((row) => row.kind === FIGURES)
  if (!own) return null
  const kept = figures.parse(JSON.parse(own.body))
  const shop = openShop({ shop: name, kind: kept.kind, plan: kept.plan, createdAt: kept.createdAt })
  Object.assign(shop, kept)
  const tables = tablesOf(shop)
  for (const row of rows) tables[row.kind]?.restore(row.id, JSON.parse(row.body))
  return shop
}

function tablesOf(shop: ShopState): Record<string, Table<unknown>> {
  const tables: Record<string, Table<unknown>> = {}
  for (const [name, value] of Object.entries(shop)) if (value instanceof Table) tables[name] = value
  return tables
}

function figuresText(shop: ShopState): string {
  const {
    kind,
    plan,
    createdAt,
    installed,
    uninstalled,
    optionalScopes,
    orderNumber,
    clock,
    passedMs,
    mischief,
    faults,
    webhooks,
    daysReplayed,
  } = shop
  const own: z.input<typeof figures> = {
    kind,
    plan,
    createdAt,
    installed,
    uninstalled,
    optionalScopes,
    orderNumber,
    nextId: String(shop.nextId),
    clock,
    passedMs,
    mischief,
    faults,
    webhooks,
    daysReplayed,
  }
  return JSON.stringify(own)
}
