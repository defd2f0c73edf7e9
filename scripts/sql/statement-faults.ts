import { loadModule, parseSync } from 'libpg-query'
import type { Catalogue } from './catalogue.ts'
import { readingFunctions } from './functions-called.ts'
import { writingFaults } from './rows-written.ts'
import { unnamedTables } from './tables-named.ts'

await loadModule()

/** What keeps a statement from running where tables are sharded by shop (docs/architecture.md, "One shop and the others"), as sentences. */
export function statementFaults(sql: string, catalogue: Catalogue): string[] {
  const faults = (parseSync(sql).stmts ?? []).flatMap(({ stmt }) => [
    ...unnamedTables(stmt, catalogue),
    ...readingFunctions(stmt, catalogue),
    ...writingFaults(stmt, catalogue),
  ])
  return [...new Set(faults)]
}
