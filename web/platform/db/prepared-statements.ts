import { createHash } from 'node:crypto'
import pg from 'pg'

// PostgreSQL takes longer to read and plan a short statement than to carry it out. What a lane asks again and again is prepared
// once on each of its connections.

/** A plan that was made for any values takes an array to have ten elements; what is about more is planned for what it is about. */
const mostElements = 50
/** There are some two hundred; whatever is put together out of parts must not fill the memory of all connections. */
const mostNames = 1_000

const names = new Map<string, string>()
const direct = new WeakSet<object>()

/**
 * To be called with a new connection. A statement is prepared on a session of PostgreSQL's own: a pooler that changes it
 * between transactions shows by another process than the one that answers.
 */
export async function findSession(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  if ('processID' in client && client.processID === rows[0]?.pid) direct.add(client)
}

/** The statement as it is sent on this connection: by its name where it can be prepared. */
export function prepared(client: pg.ClientBase, text: string, values: readonly unknown[]): pg.QueryConfig {
  const isLittle = values.every((value) => !Array.isArray(value) || value.length <= mostElements)
  const name = isLittle && direct.has(client) ? nameOf(text) : undefined
  return { text, values: [...values], ...(name !== undefined && { name }) }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size === mostNames) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32)
  names.set(text, name)
  return name
}

/** A table was changed since the statement was prepared; on another connection it is read anew. */
export function isOutdated(error: unknown): error is Error {
  return error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
}
