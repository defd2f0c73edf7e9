import { ORPCError } from '@orpc/client'
import type { OverrideState } from '../../../promises/contract/storefront.ts'
import type { AffectedOutput } from '../../../supplier-orders/contract/changes.ts'
import type { UnnamedColumn } from '../../../suppliers/contract/csv-uploads.ts'

/** What went wrong, as far as a merchant can do something about it. */
export type Fault = 'not-found' | 'no-access' | 'not-understood' | 'unreachable'

export function faultOf(error: unknown): Fault {
  if (!(error instanceof ORPCError)) return 'unreachable'
  if (error.status === 404) return 'not-found'
  if (error.status === 401 || error.status === 403) return 'no-access'
  return error.status === 400 ? 'not-understood' : 'unreachable'
}

/** Where the server is too busy it was asked again already (`patientFetch`). */
export function isWorthRetrying(error: unknown): boolean {
  return faultOf(error) === 'unreachable' && !(error instanceof ORPCError && error.status === 429)
}

const refused = new Set([400, 404, 408, 409, 413, 422, 429])

/** Why the server refused what was asked of it, in its words; null where it did not answer at all. */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof ORPCError) || !refused.has(error.status)) return null
  const faults: readonly { readonly message: string }[] = error.data?.faults ?? []
  return faults.map(({ message }) => upperFirst(message)).join(' ') || error.message
}

function upperFirst(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

/** Whether nothing was sent because the address is not the one that is kept with the supplier. */
export function isOtherAddress(error: unknown): boolean {
  return error instanceof ORPCError && error.data?.reason === 'not-the-suppliers-address'
}

/** Whether nothing was saved because somebody else's change came first. */
export function isChangedMeanwhile(error: unknown): boolean {
  return error instanceof ORPCError && error.data?.reason === 'changed-meanwhile'
}

/** The override as somebody else left it meanwhile, null where it is gone; undefined where the error is about something else. */
export function overrideNow(error: unknown): OverrideState | null | undefined {
  return error instanceof ORPCError && isChangedMeanwhile(error) ? error.data.override : undefined
}

export type UnlikelyDay = AffectedOutput['unlikelyDays'][number]

/** The day that the server wants to be told again, because it is past or far away; null: it is about something else. */
export function unlikelyDayOf(error: unknown): UnlikelyDay | null {
  if (!(error instanceof ORPCError) || error.data?.reason !== 'unlikely-day') return null
  const { due, doubt } = error.data
  return { due, doubt }
}

/** The columns of a file that cannot be read before somebody says what they are; null: the error is about something else. */
export function unnamedColumnsOf(error: unknown): readonly UnnamedColumn[] | null {
  return error instanceof ORPCError ? (error.data?.unnamedColumns ?? null) : null
}
