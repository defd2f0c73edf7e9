// Bulk operations take a while and read the shop as it is at each moment, slice by slice. What is unfinished when the
// simulator ends begins anew when it starts again, as the same operation.

import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GraphQLError } from 'graphql'
import { clock } from '../../clock.ts'
import { announce } from '../../store/change.ts'
import { gid } from '../../store/ids.ts'
import { wireTime } from '../../store/payloads/wire-time.ts'
import type { BulkOperation, ShopState } from '../../store/state.ts'
import type { World } from '../../world.ts'
import { drawBulkEnd } from '../admin-faults.ts'
import { preparedDocuments } from '../prepared-documents.ts'
import type { StartedBulk } from '../resolvers/resolver.ts'
import type { BulkLines } from './bulk-lines.ts'
import { type BulkContext, type BulkQuery, bulkQuery } from './bulk-query.ts'

/** As many as one app may have under way in one shop. */
const mostAtOnce = 5
/** Ids of their own, so that what an app asks for does not shift the ids of a shop's orders. */
const firstId = 5_120_900_317_483n
const fewestSlices = 3
const largestSlice = 1000
/** A file is there for a week. */
const keptMs = 7 * 24 * 3_600_000

export type BulkOperations = ReturnType<typeof createBulkOperations>

type BulkEnd = Pick<BulkOperation, 'status'> & Partial<Pick<BulkOperation, 'errorCode'>>

type Parts = {
  readonly world: Pick<World, 'change' | 'shops'>
  /** Where the files are. */
  readonly folder: string
  /** How long an operation takes at least. */
  readonly takesMs: number
  contextOf(shop: ShopState): BulkContext
  readonly signal: AbortSignal
}

export function createBulkOperations({ world, folder, takesMs, contextOf, signal }: Parts) {
  const prepare = preparedDocuments()

  function start(shop: ShopState, text: string, isGrouped: boolean): StartedBulk {
    if ([...shop.bulkOperations.values()].filter((each) => each.completedAt === null).length >= mostAtOnce)
      return refused('LIMIT_REACHED', tooMany)
    let query: BulkQuery
    try {
      query = bulkQuery(prepare(text))
      query.list(contextOf(shop))
    } catch (cause) {
      if (!(cause instanceof GraphQLError)) throw cause
      return refused('INVALID', cause.message)
    }
    const bulkOperation = world.change(shop, (change) => {
      const created: BulkOperation = {
        ...unread,
        id: String(firstId + BigInt(shop.bulkOperations.size)),
        query: text,
        isGrouped,
        createdAt: change.now,
        signature: randomBytes(16).toString('hex'),
      }
      shop.bulkOperations.set(created.id, created)
      return created
    })
    void run(shop, bulkOperation, query)
    return { bulkOperation, userErrors: [] }
  }

  async function run(shop: ShopState, { id, isGrouped, query: text }: BulkOperation, query: BulkQuery): Promise<void> {
    const file = fileOf(shop.shop, id)
    mkdirSync(join(folder, shop.shop), { recursive: true })
    writeFileSync(file, '')
    const ids = query.list(contextOf(shop))
    const { end, random } = drawBulkEnd(shop.faults, text, ids.length)
    shop.faults = { ...shop.faults, random }
    const slices = slicesOf(ids.slice(0, end?.after ?? ids.length))
    let later = ''
    for (const slice of slices) {
      await takeTime(shop, id, (shop.faults.bulk.takesMs ?? takesMs) / slices.length)
      // Removing the app cancels what it runs.
      if (signal.aborted || shop.bulkOperations.get(id)?.completedAt !== null) return
      const lines = readSlice(query, shop, slice, isGrouped)
      if (lines === null) return finish(shop, id, { status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR' })
      // What belongs to a slice comes behind the next one.
      appendFileSync(file, lines.text + later)
      later = lines.later
      grow(shop, id, lines)
    }
    appendFileSync(file, later)
    finish(shop, id, end ?? { status: 'COMPLETED' })
  }

  /** Takes that time, and as long as operations are held. */
  async function takeTime(shop: ShopState, id: string, pauseMs: number): Promise<void> {
    const isUnderWay = () => !signal.aborted && shop.bulkOperations.get(id)?.completedAt === null
    do {
      await clock.sleep(pauseMs, signal)
    } while (shop.faults.bulk.isHeld && isUnderWay())
  }

  function grow(shop: ShopState, id: string, lines: BulkLines): void {
    put(shop, id, (before) => ({
      status: 'RUNNING',
      objectCount: before.objectCount + lines.objects,
      rootObjectCount: before.rootObjectCount + lines.roots,
      fileSize: before.fileSize + Buffer.byteLength(lines.text) + Buffer.byteLength(lines.later),
    }))
  }

  /** The slice as lines, or null when a field of it could not be read. */
  function readSlice(query: BulkQuery, shop: ShopState, ids: readonly string[], isGrouped: boolean): BulkLines | null {
    try {
      return query.read(contextOf(shop), ids, isGrouped)
    } catch (cause) {
      if (cause instanceof GraphQLError) return null
      throw cause
    }
  }

  function finish(shop: ShopState, id: string, end: BulkEnd): void {
    const { status, errorCode = null } = end
    put(shop, id, () => ({ status, errorCode, keptUntilMs: shop.clock + shop.passedMs + keptMs }), true)
  }

  function put(
    shop: ShopState,
    id: string,
    by: (before: BulkOperation) => Partial<BulkOperation>,
    isOver = false,
  ): void {
    world.change(shop, (change) => {
      const before = shop.bulkOperations.get(id)
      if (before === undefined) return
      const after = { ...before, ...by(before), ...(isOver && { completedAt: change.now }) }
      shop.bulkOperations.set(id, after)
      if (isOver) announce(change, 'bulk_operations/finish', gid('BulkOperation', id), finishPayload(shop, after))
    })
  }

  function fileOf(shop: string, id: string): string {
    return join(folder, shop, `${id}.jsonl`)
  }

  return {
    start,
    fileOf,
    /** Begins anew what the last run of the simulator left unfinished. */
    resume(): void {
      for (const shop of world.shops.values()) {
        for (const left of [...shop.bulkOperations.values()].filter((each) => each.completedAt === null)) {
          put(shop, left.id, () => unread)
          void run(shop, left, bulkQuery(prepare(left.query)))
        }
      }
    },
    removeFiles: (): void => rmSync(folder, { recursive: true, force: true }),
  }
}

const unread = {
  status: 'CREATED',
  completedAt: null,
  errorCode: null,
  objectCount: 0,
  rootObjectCount: 0,
  fileSize: 0,
} as const satisfies Partial<BulkOperation>

const tooMany = `You can only run ${mostAtOnce} bulk query operations at a time per shop.`

function refused(code: 'INVALID' | 'LIMIT_REACHED', message: string): StartedBulk {
  return { bulkOperation: null, userErrors: [{ code, field: code === 'INVALID' ? ['query'] : null, message }] }
}

/** Small shops are read in a few slices too, so that progress can be seen. */
function slicesOf(ids: readonly string[]): (readonly string[])[] {
  const count = Math.max(fewestSlices, Math.ceil(ids.length / largestSlice))
  const size = Math.ceil(ids.length / count)
  return Array.from({ length: count }, (_, slice) => ids.slice(slice * size, (slice + 1) * size))
}

function finishPayload(shop: ShopState, { id, status, completedAt, createdAt, errorCode }: BulkOperation) {
  return {
    admin_graphql_api_id: gid('BulkOperation', id),
    completed_at: completedAt === null ? null : wireTime(completedAt, shop.timezone),
    created_at: wireTime(createdAt, shop.timezone),
    error_code: errorCode?.toLowerCase() ?? null,
    status: status.toLowerCase(),
    type: 'query',
  }
}
