import type { ApiRow, SimulatedShop } from '../running/simulated-shop.ts'
import { Broken } from './a-merchant.ts'
import { allComes } from './all-comes.ts'
import type { History } from './history.ts'
import { faultsOf, look, type Seen } from './look.ts'
import { playStep } from './play-step.ts'
import { aPlayed, type Played, settle } from './played.ts'
import { proposalFaults } from './proposal-faults.ts'
import { receiveStep, settled } from './receive-goods.ts'

/**
 * Lets a history happen in a shop where nothing happened yet, and answers what was wrong then, in words: against the truth at
 * every `check` and at the end, when goods came, and when all that lacks was ordered and came (`isToTheEnd`).
 */
export async function playHistory(
  shop: SimulatedShop,
  history: History,
  { isToTheEnd = true }: { readonly isToTheEnd?: boolean } = {},
): Promise<readonly string[]> {
  const played = aPlayed(shop)
  try {
    for (const step of history) {
      const faults = await play(played, step)
      if (faults.length > 0) return faults
    }
    if (played.isAway) await playStep(played, { op: 'verb', verb: 'install', body: {} })
    const faults = await compare(played)
    if (faults.length > 0 || !isToTheEnd) return faults
    await playStep(played, { op: 'verb', verb: 'mischief', body: {} })
    const found = await foundByReconcile(played)
    if (found.length > 0) return found
    return await allComes(played)
  } catch (error) {
    if (error instanceof Broken) return [error.message]
    if (error instanceof Error && / answered 5\d\d: /.test(error.message)) return [error.message]
    throw error
  }
}

async function play(played: Played, step: History[number]): Promise<readonly string[]> {
  if (played.isAway && (step.op === 'check' || step.op === 'receive')) return []
  if (step.op === 'check') return await compare(played)
  if (step.op === 'receive') return await receiveStep(played, step)
  await playStep(played, step)
  return []
}

/** What is wrong once all news was heard. */
export async function compare(played: Played): Promise<readonly string[]> {
  await settled(played)
  const seen = await look(played)
  return [...(await faultsOf(played, seen)), ...(await proposalFaults(played, seen))]
}

/** What a comparison of everything with Shopify changes, although all news was heard before. */
export async function foundByReconcile(played: Played): Promise<readonly string[]> {
  const { merchant, isLossy } = played
  if (isLossy) await settled(played)
  const before = await look(played)
  await merchant.reconciles()
  const { rows } = await merchant.ask<{ rows: Difference[] }>('/api/reconcile?limit=250')
  await settle(played)
  const after = await look(played)
  return [
    ...rows.map(({ thing, name, ours, theirs }) => {
      return `only a reconcile finds of ${thing} ${name}: ${JSON.stringify(theirs)}, not ${JSON.stringify(ours)}`
    }),
    ...otherwise('backorders', before.rows.map(numbersOf), after.rows.map(numbersOf)),
    ...otherwise('what shoppers are told', told(before), told(after)),
  ]
}

type Difference = {
  readonly thing: string
  readonly name: string
  readonly ours: unknown
  readonly theirs: unknown
}

function otherwise(what: string, before: readonly string[], after: readonly string[]): string[] {
  const [had, has] = [new Set(before), new Set(after)]
  return [
    ...before.filter((one) => !has.has(one)).map((one) => `${what}, until a reconcile: ${one}`),
    ...after.filter((one) => !had.has(one)).map((one) => `${what}, only after a reconcile: ${one}`),
  ]
}

function numbersOf({ orderName, lineId, locationId, state, covered, backordered, pegged, readyOn }: ApiRow): string {
  return `${orderName} ${lineId} at ${locationId}: ${state}, ${covered} + ${backordered}, ${pegged} to come, ${readyOn}`
}

/** Without when it was worked out. */
function told({ truth }: Seen): string[] {
  return truth.metafields
    .filter(({ key }) => key === 'promise' || key === 'promises')
    .map(({ ownerId, key, value }) => `${ownerId} ${key} ${value.replace(/"at":"[^"]*"/g, '')}`)
}
