import { createHash } from 'node:crypto'
import { Broken } from '../histories/a-merchant.ts'
import { compare, foundByReconcile } from '../histories/play-history.ts'
import { playStep } from '../histories/play-step.ts'
import { aPlayed, type Played } from '../histories/played.ts'
import { receiveStep } from '../histories/receive-goods.ts'
import { ledgerFaults } from '../truth/ledger-faults.ts'
import type { ClockConnection } from './controlled-database.ts'
import type { Year, YearStep } from './shop-year.ts'
import type { Stage } from './stage.ts'

export type Outcome = {
  /** What was wrong, in words. */
  readonly faults: readonly string[]
  /** SHA-256 of the ledger and of what shoppers are told. */
  readonly hash: string
  /** Steps that were played. */
  readonly steps: number
}

/** Lets a year happen on a stage where nothing happened yet, until something is wrong. */
export async function playYear(stage: Stage, year: Year): Promise<Outcome> {
  const names = createNames()
  const played = aPlayed(stage.shop)
  let steps = 0
  const faults = await faultsOf(async () => {
    await stage.driver.settle()
    for (const step of year) {
      steps += 1
      const found = await play(stage, played, names, step)
      if (found.length > 0) return found
    }
    await playStep(played, { op: 'verb', verb: 'faults', body: {} })
    await playStep(played, { op: 'verb', verb: 'mischief', body: {} })
    const found = await compare(played)
    return found.length > 0 ? found : await foundByReconcile(played)
  })
  const query = stage.database.query
  const failed = stage.driver.failures().map((turn) => `a turn failed: ${turn}`)
  return { faults: [...faults, ...failed, ...(await ledgerFaults(query))], hash: await hashOf(query), steps }
}

async function faultsOf(work: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Broken) return [error.message]
    if (error instanceof Error && / answered 5\d\d: |stands still/.test(error.message)) return [error.message]
    throw error
  }
}

type Names = ReturnType<typeof createNames>

/** What orders and supplier orders of the year are called in the shop. */
function createNames() {
  return { orders: new Map<string, string>(), numbers: new Map<number, number>(), drafts: 0 }
}

async function play(stage: Stage, played: Played, names: Names, step: YearStep): Promise<readonly string[]> {
  if (step.op === 'days') await stage.driver.passDays(step.days)
  else if (step.op === 'kill') stage.driver.dieAt(step.at, step.times)
  else if (step.op === 'check') return await compare(played)
  else if (step.op === 'verb' && step.verb === 'place-order') await place(played, names, step)
  else if (step.op === 'so') await draft(played, names, step)
  else {
    const named = nameIn(step, names)
    if (named === null || (await losesItsPlace(stage, named))) return []
    if (named.op === 'receive') return await receiveStep(played, named)
    await playStep(played, named)
  }
  return []
}

/** For less than the 60 days in which apps may read an order. */
const readableMs = 59 * 24 * 3_600_000

/**
 * Whether it makes units to be sent of which only their order says where, and the app may not read that any more: it lists them
 * as without a location (journeys/orders/old-orders), and plans nothing for them.
 */
async function losesItsPlace(
  { shop, readsOldOrders }: Stage,
  step: Exclude<YearStep, { op: 'days' | 'kill' }>,
): Promise<boolean> {
  if (readsOldOrders || step.op !== 'verb' || !['edit-order', 'cancel-fulfilment'].includes(step.verb)) return false
  const { orders } = await shop.truth()
  const order = orders.find(({ orderName }) => orderName === step.body['order'])
  if (order === undefined || Date.now() - Date.parse(order.createdAt) < readableMs) return false
  const edited = (step.body['lines'] ?? []) as readonly { readonly sku: string }[]
  const isOpen = ({ sku }: { readonly sku: string }) => order.lines.some((line) => line.sku === sku && line.open > 0)
  return step.verb === 'cancel-fulfilment' || !edited.every(isOpen)
}

type Shared = Exclude<YearStep, { op: 'days' | 'kill' | 'check' }>

/** The step with the shop's own names; null where they are of something that is not there. */
function nameIn(step: Shared, { orders, numbers }: Names): Exclude<Shared, { op: 'check' }> | null {
  if (step.op === 'verb' && typeof step.body['order'] === 'string') {
    const order = orders.get(step.body['order'])
    return order === undefined ? null : { ...step, body: { ...step.body, order } }
  }
  if (step.op === 'wish') {
    const order = orders.get(step.order)
    return order === undefined ? null : { ...step, order }
  }
  if ('number' in step) {
    const number = numbers.get(step.number)
    return number === undefined ? null : { ...step, number }
  }
  return step
}

async function place(played: Played, names: Names, step: Extract<YearStep, { op: 'verb' }>): Promise<void> {
  try {
    const { orderName } = await played.shop.verb<{ orderName: string }>('place-order', step.body)
    if (step.as !== undefined) names.orders.set(step.as, orderName)
  } catch (error) {
    if (!(error instanceof Error && / answered (404|422): /.test(error.message))) throw error
  }
}

/** The newest has the highest number. */
async function draft(played: Played, names: Names, step: Extract<YearStep, { op: 'so' }>): Promise<void> {
  names.drafts += 1
  const before = await newest(played)
  await playStep(played, step)
  const after = await newest(played)
  if (after > before) names.numbers.set(Number(step.as ?? names.drafts), after)
}

async function newest({ merchant }: Played): Promise<number> {
  return Math.max(0, ...(await merchant.orders()).map(({ number }) => number))
}

async function hashOf(query: ClockConnection['query']): Promise<string> {
  const hash = createHash('sha256')
  for (const sql of told) for (const { row } of await query<{ row: string }>(sql)) hash.update(`${row}\n`)
  return hash.digest('hex')
}

/** Without numbers that PostgreSQL gives in an order of its own. */
const told = [
  `SELECT concat_ws(' ', b.line_id, b.location_id, l.at AT TIME ZONE 'UTC', l.cause_kind, l.cause, l.before, l.after) AS row
     FROM ledger l JOIN backorder b USING (shop_id, backorder_id) ORDER BY b.line_id, b.location_id, l.ledger_id`,
  `SELECT concat_ws(' ', variant_id, item_id, state, from_day, to_day, delayed, room, units, elsewhere, note, hide,
                    wished_at AT TIME ZONE 'UTC', written) AS row
     FROM storefront_promise ORDER BY variant_id`,
  `SELECT concat_ws(' ', order_id, lines, wished_at AT TIME ZONE 'UTC', written) AS row FROM order_promise ORDER BY order_id`,
]
