import { unprotected } from './app-role.ts'

/** Lost or refused connections, and PostgreSQL's classes 08 (connection), 53 (resources) and 57 (shut down, cancelled). */
const codes =
  /^(08|53|57)\w{3}$|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN)$|^ENOTFOUND$|^P(1001|1002|1008|1017|2024)$/

/** The driver has no codes for these. */
const messages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed and is not queryable)/

/** Prisma has codes of its own for these, and PostgreSQL's in what it says. */
const quoted = /Code: `(08|53|57)\w{3}`/

/** Whether an error means that the database does not answer, or must not be used, rather than that it says no. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (unprotected(error)) return true
  if ('code' in error && codes.test(String(error.code))) return true
  if (messages.test(error.message) || quoted.test(error.message)) return true
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  return isDatabaseAway(error.cause)
}
