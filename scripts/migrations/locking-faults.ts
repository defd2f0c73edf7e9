import { loadModule, parseSync } from 'libpg-query'
import { statementsOf } from '../../web/platform/db/server/migration-statements.ts'
import { as, isPart, list, names, type Part, queriesOf, text, within } from '../sql/syntax.ts'
import type { Fault } from './contract-faults.ts'
import type { Contract } from './read-contract.ts'

await loadModule()

/** What runs when a name is called. */
type Code = { readonly name: string; readonly body: string }

type Around = { readonly before: Contract; readonly after: Contract; readonly changelog: string }

/**
 * What the statements of a migration do to tables that are in use while it runs, and that the databases before and after it
 * do not show: rows changed in one transaction, and indexes built while nobody can write.
 */
export async function lockingFaults(sql: string, { before, after, changelog }: Around): Promise<Fault[]> {
  const inUse = new Set(before.clauses.map(({ subject }) => subject))
  const statements = (await statementsOf(sql)).map((one) => ({ ...one, part: parseSync(one.text).stmts?.[0]?.stmt }))
  // What the file defines it may drop again.
  const code = [...before.functions, ...after.functions, ...statements.flatMap(definedCode)]
  const faults: Fault[] = []
  for (const { part, line } of statements) {
    const changed = [...changedTables(part), ...changedByCode(codeRunBy(part, code))]
    for (const table of new Set(changed)) {
      faults.push({
        subject: `table ${table}`,
        fault: `has its rows changed in line ${line}: those of every shop, locked until all are done. Have each shop's lane do it`,
      })
    }
    faults.push(...lockedTables(part), ...builtIndexes(part, changelog))
  }
  return faults.filter(({ subject }) => inUse.has(subject) || !/^table \w+$/.test(subject))

  function builtIndexes(part: unknown, changelog: string): Fault[] {
    const rebuilt = as('ReindexStmt', part)
    if (rebuilt)
      return [{ subject: 'REINDEX', fault: 'locks what it builds; it is for an administrator, CONCURRENTLY' }]
    const index = as('IndexStmt', part)
    if (!index || !inUse.has(`table ${relationOf(index)}`)) return []
    const name = text(index['idxname'])
    const isAsked = name !== '' && index['if_not_exists'] === true && !index['concurrent']
    if (isAsked && changelog.includes(name)) return []
    return [
      {
        subject: `index ${name} of ${relationOf(index)}`,
        fault: `is built while nobody can write: give it a name and IF NOT EXISTS, and tell in CHANGELOG.md, by that name, that it is built before, CONCURRENTLY and by hand`,
      },
    ]
  }
}

const relationOf = (part: Part) => text((part['relation'] as Part | undefined)?.['relname'])

function definedCode({ part, text: body }: { readonly part: unknown; readonly text: string }): Code[] {
  const defined = as('CreateFunctionStmt', part)
  return defined ? [{ name: names(defined['funcname']).at(-1) ?? '', body }] : []
}

/** Tables whose rows a statement changes, wherever in it that is said. */
function changedTables(part: unknown): string[] {
  const changes = [...queriesOf(part)].filter(
    ({ kind, fields }) => kind === 'UpdateStmt' || kind === 'DeleteStmt' || (kind === 'InsertStmt' && replaces(fields)),
  )
  const merges = [...within('MergeStmt', part)]
  return [...changes.map(({ fields }) => fields), ...merges].map(relationOf)
}

/** Rows that come from a query may be any number. */
function replaces({ onConflictClause: conflict, selectStmt }: Part): boolean {
  return (
    isPart(conflict) &&
    conflict['action'] === 'ONCONFLICT_UPDATE' &&
    !('valuesLists' in (as('SelectStmt', selectStmt) ?? {}))
  )
}

function lockedTables(part: unknown): Fault[] {
  return list(as('LockStmt', part)?.['relations']).map((one) => ({
    subject: `table ${text(as('RangeVar', one)?.['relname'])}`,
    fault: 'is locked as a whole',
  }))
}

/** The code that a statement has run: its own block, and the bodies of functions that it calls, with what they call. */
function codeRunBy(part: unknown, functions: readonly Code[]): string[] {
  if (as('CreateFunctionStmt', part)) return []
  const block = list(as('DoStmt', part)?.['args']).map((one) => text(sval(as('DefElem', one)?.['arg'])))
  const procedure = as('CallStmt', part)?.['funccall']
  const calls = [...within('FuncCall', part), ...(isPart(procedure) ? [procedure] : [])]
  const called = new Set(calls.map((call) => names(call['funcname']).at(-1)))
  const run = new Set<Code>()
  let found = functions.filter(({ name }) => called.has(name) || block.some((code) => isCalledIn(code, name)))
  while (found.length > 0) {
    for (const one of found) run.add(one)
    found = functions.filter((one) => !run.has(one) && [...run].some(({ body }) => isCalledIn(body, one.name)))
  }
  return [...block, ...[...run].map(({ body }) => body)]
}

const sval = (part: unknown) => as('String', part)?.['sval']

const isCalledIn = (code: string, name: string) => new RegExp(`\\b${name}\\s*\\(`).test(code)

/**
 * PL/pgSQL is no SQL, so code is read by its words. `ON CONFLICT DO UPDATE SET` and `FOR UPDATE OF` change no table they
 * name, and what is put together as it runs may be any table.
 */
function changedByCode(codes: readonly string[]): string[] {
  const change =
    /\b(?:update\s+(?!set\b|of\b|skip\b|nowait\b)|delete\s+from\s+|merge\s+into\s+)(?:only\s+)?(?:"?public"?\.)?"?([\w%']+)/gi
  return codes.flatMap((code) => [...code.replaceAll(/--.*$/gm, '').matchAll(change)].map((found) => found[1] ?? ''))
}
