import { loadModule, parseSync } from 'libpg-query'

/** A statement of a file, and the line that it begins in, from 1. */
export type PlacedStatement = { readonly text: string; readonly line: number }

/** The statements of an SQL file, as PostgreSQL's own grammar takes it apart. Throws where it is none. */
export async function statementsOf(sql: string): Promise<PlacedStatement[]> {
  await loadModule()
  // Places are told in bytes.
  const file = Buffer.from(sql)
  return (parseSync(sql).stmts ?? []).map(({ stmt_location: from = 0, stmt_len: length }) => {
    const text = file.subarray(from, length === undefined ? undefined : from + length).toString()
    return { text, line: file.subarray(0, from).toString().split('\n').length }
  })
}
