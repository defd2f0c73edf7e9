import { DatabaseAway } from '../errors.ts'
import { unprotected } from './server/app-role.ts'

/**
 * Why the database could not be used: it cannot be reached, had no connection free, ended what took too long or waited too
 * long for somebody else's lock, or would have shown too much.
 */
export type AwayReason = 'unreachable' | 'no-connection' | 'too-long' | 'locked' | 'unprotected'

/** Lost or refused connections, and PostgreSQL's classes 08 (connection), 53 (resources) and 57 (shut down). */
const unreachable =
  /^(08|53|57)\w{3}$|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN)$|^ENOTFOUND$|^P(1001|1002|1008|1017)$/

const byCode: ReadonlyMap<string, AwayReason> = new Map([
  ['55P03', 'locked'],
  ['57014', 'too-long'],
  ['25P03', 'too-long'],
  ['P2024', 'no-connection'],
  // Prisma had no connection for a transaction, or the transaction took too long.
  ['P2028', 'no-connection'],
])

/** The driver has no codes for these. */
const byMessage: readonly (readonly [RegExp, AwayReason])[] = [
  [/^timeout exceeded when trying to connect/, 'no-connection'],
  [/^Query read timeout/, 'too-long'],
  [
    /^(Connection terminated|timeout expired|Client has encountered a connection error|Client was closed and is not queryable)/,
    'unreachable',
  ],
  // Where tables are sharded, the node that was asked could not reach the one that has the rows.
  [
    /connection to the remote node|could not establish any connections? to|server closed the connection unexpectedly|^failed to execute task/,
    'unreachable',
  ],
]

/** Prisma has codes of its own for these, and PostgreSQL's in what it says. */
const quoted = /Code: `(\w{5})`/

/** Why an error means that the database does not answer, or must not be used, rather than that it says no; null if it does not. */
export function whyDatabaseAway(error: unknown): AwayReason | null {
  if (!(error instanceof Error)) return null
  if (unprotected(error)) return 'unprotected'
  const ownReason = reasonOf(error)
  if (ownReason !== null) return ownReason
  const inner = error instanceof AggregateError ? error.errors : [error.cause]
  return (
    inner.map(whyDatabaseAway).find((reason) => reason !== null) ??
    (error instanceof DatabaseAway ? 'unreachable' : null)
  )
}

export function isDatabaseAway(error: unknown): boolean {
  return whyDatabaseAway(error) !== null
}

function reasonOf(error: Error): AwayReason | null {
  const codes = ['code' in error ? String(error.code) : '', quoted.exec(error.message)?.[1] ?? '']
  for (const code of codes) {
    const reason = byCode.get(code) ?? (unreachable.test(code) ? 'unreachable' : null)
    if (reason !== null) return reason
  }
  return byMessage.find(([words]) => words.test(error.message))?.[1] ?? null
}
