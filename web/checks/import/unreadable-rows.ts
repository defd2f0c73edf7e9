import { ZodError } from 'zod'
import type { SetAside } from '../../mirror/store/inbox/set-aside.ts'
import { readBulkRow } from '../../platform/shopify/bulk/bulk-groups.ts'
import type { BulkLine } from '../../platform/shopify/bulk/read-bulk-lines.ts'
import type { BulkQueryName } from '../../platform/shopify/operations.ts'
import { idOf } from '../../platform/values/ids.ts'
import type { ImportRow } from '../store/import-rows.ts'

const longestId = 200
/** As Shopify writes them, with the id first and the parent last: what is between is read when it is recorded. */
const plainRow = /^\{"id":"(gid:[^"\\]+)"(?:.*,"__parentId":"(gid:[^"\\]+)")?.*\}$/s

/**
 * A line of a bulk operation's file as it is kept. One that is damaged is kept by what can be made out of it, so that it is
 * found damaged with the thing that it belongs to.
 */
export function keptRow(part: BulkQueryName, { text, end }: BulkLine): ImportRow {
  // PostgreSQL keeps no text with this letter; no JSON has it as it stands.
  const body = text.replaceAll('\0', '')
  const plain = plainRow.exec(body)
  if (plain !== null) {
    const [, id = '', parentId = ''] = plain
    if (parentId !== '' || !body.includes('"__parentId"')) return { end, id, parentId, body }
  }
  try {
    const { id, __parentId: parentId = '' } = readBulkRow(body)
    return { end, id, parentId, body }
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    const [, id = `${part}/${end}`] = /"id":"(gid:[^"]+)"/.exec(body) ?? []
    const [, parentId = ''] = /"__parentId":"(gid:[^"]+)"/.exec(body) ?? []
    return { end, id, parentId, body }
  }
}

/** A thing that could not be recorded with what belongs to it, and how it is asked for again. */
export function rowSetAside({ id: gid }: Pick<ImportRow, 'id'>, error: Error): SetAside {
  const { thing, id } = thingOf(gid)
  const what = thing === 'import-row' ? `row ${id} of an import` : `${thing} ${id} of an import`
  return { thing, id, reason: `${reasonOf(error)}: ${what}: ${saidBy(error)}` }
}

function thingOf(gid: string): Pick<SetAside, 'thing' | 'id'> {
  const [, item] = /\?inventory_item_id=(\d+)$/.exec(gid) ?? []
  if (item !== undefined) return { thing: 'item', id: item }
  const [, type = ''] = /^gid:\/\/shopify\/(\w+)\/\d+$/.exec(gid) ?? []
  const thing = Object.hasOwn(things, type) ? things[type] : undefined
  return thing === undefined ? { thing: 'import-row', id: gid.slice(0, longestId) } : { thing, id: idOf(gid) }
}

const things: Readonly<Record<string, SetAside['thing']>> = {
  InventoryItem: 'item',
  Order: 'order',
  ProductVariant: 'variant',
}

/** As reasons of deliveries begin. */
function reasonOf(error: Error): string {
  if (!(error instanceof ZodError)) return 'the database refuses it'
  return error.issues.some(({ path }) => path.length === 0) ? 'not readable' : 'not as its topic promises'
}

function saidBy(error: Error): string {
  if (!(error instanceof ZodError)) return error.message
  return error.issues.map(({ path, message }) => [...path, message].join('.')).join('; ')
}
