import type { Catalogue } from './catalogue.ts'
import { changeable } from './functions-called.ts'
import { as, isPart, joinedBy, list, type Part, type Query, queriesOf, text, within, withOf } from './syntax.ts'

/** What an engine that sends a statement on to where the rows lie cannot do for it: each row must come out the same everywhere. */
export function* writingFaults(statement: unknown, catalogue: Catalogue): Generator<string> {
  for (const query of queriesOf(statement)) {
    if (query.kind === 'SelectStmt') continue
    const { fields } = query
    yield* told('RETURNING', fields['returningList'] ?? fields['returningClause'], catalogue)
    if (query.kind !== 'InsertStmt') yield* changeFaults(query, catalogue)
    if (query.kind === 'InsertStmt') yield* insertFaults(query, catalogue)
  }
}

/** Now is asked for once, before the statement is sent on; what hangs on a row cannot be, nor what may not be asked for. */
function* changeFaults({ kind, fields }: Query, catalogue: Catalogue): Generator<string> {
  const verb = kind === 'UpdateStmt' ? 'UPDATE' : 'DELETE'
  const written = [fields['targetList'], fields['whereClause']]
  yield* movedRows(fields['targetList'])
  for (const { what, isVolatile, isOfColumns } of changeable(written, catalogue)) {
    if (isVolatile) yield `${verb} has ${what}, which is volatile`
    else if (isOfColumns) yield `${verb} has ${what} of a column, which is not immutable`
  }
  const choices = [...within('CaseExpr', written), ...within('CoalesceExpr', written)]
  for (const { what } of changeable(choices, catalogue)) {
    yield `${verb} has ${what} within CASE or COALESCE, which is not immutable`
  }
}

function* insertFaults(query: Query, catalogue: Catalogue): Generator<string> {
  const { fields } = query
  const conflict = isPart(fields['onConflictClause']) ? fields['onConflictClause'] : null
  const update = conflict && [conflict['targetList'], conflict['whereClause']]
  yield* movedRows(conflict?.['targetList'])
  yield* told('DO UPDATE', update, catalogue)
  const select = as('SelectStmt', fields['selectStmt'])
  if (!select || 'valuesLists' in select) return
  if (update && [...within('ParamRef', update)].length > 0) yield 'DO UPDATE of INSERT … SELECT has a parameter'
  if (!conflict && !('returningList' in fields) && !('returningClause' in fields)) {
    yield 'INSERT … SELECT ends in neither ON CONFLICT nor RETURNING'
  }
  const named = new Map([...query.named, ...withOf(select)])
  if (readsTables(select, named)) yield 'INSERT … SELECT reads tables other than by WITH … AS MATERIALIZED'
}

function* told(where: string, part: unknown, catalogue: Catalogue): Generator<string> {
  for (const { what } of changeable(part, catalogue)) yield `${where} has ${what}, which is not immutable`
}

function* movedRows(targets: unknown): Generator<string> {
  const written = list(targets).map((target) => text(as('ResTarget', target)?.['name']))
  if (written.includes('shop_id')) yield 'shop_id is set, and a row stays in its shop'
}

/** Whether rows of tables come in that were not gathered before. */
function readsTables(select: Part, named: ReadonlyMap<string, Part>): boolean {
  const own = [...queriesOf({ SelectStmt: { ...select, withClause: null } }, named)]
  return own.some((query) =>
    joinedBy(query).relations.some(({ name }) => {
      const gathered = query.named.get(name)
      if (!gathered) return true
      const inner = as('SelectStmt', gathered['ctequery'])
      const isGathered = gathered['ctematerialized'] === 'CTEMaterializeAlways' || !inner
      return !isGathered && readsTables(inner, new Map([...query.named, ...withOf(inner)]))
    }),
  )
}
