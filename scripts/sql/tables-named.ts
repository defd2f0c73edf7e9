import type { Catalogue } from './catalogue.ts'
import { as, isValue, joinedBy, names, type Part, type Query, queriesOf, text } from './syntax.ts'

/**
 * Tables of a shop for which the statement does not say itself whose rows it wants. That another table's column does, or
 * row-level security, is not enough: where shops lie on several nodes, nobody could tell which of them to ask.
 */
export function* unnamedTables(statement: unknown, { tablesOfAShop }: Catalogue): Generator<string> {
  for (const query of queriesOf(statement)) {
    const { relations, conditions, usings } = joinedBy(query)
    const tables = relations.filter(({ name }) => !query.named.has(name) && tablesOfAShop.includes(name))
    if (usings.includes('shop_id') && tables.length > 0) yield 'tables are joined by their shop, and each must name it'
    for (const { name, alias } of tables) {
      const isNamed = conditions.some((condition) => saysWhose(condition, alias, tables.length === 1))
      const called = alias === name ? name : `${name} (${alias})`
      if (!isNamed) yield `${called} is not filtered by shop_id = a value`
    }
    yield* insertWithoutShop(query, tablesOfAShop)
  }
}

function saysWhose(condition: unknown, alias: string, isAlone: boolean): boolean {
  const equality = as('A_Expr', condition)
  if (equality?.['kind'] !== 'AEXPR_OP' || names(equality['name'])[0] !== '=') return false
  const sides = [equality['lexpr'], equality['rexpr']]
  return sides.some((side) => isShopOf(side, alias, isAlone)) && sides.some(isValue)
}

function isShopOf(part: unknown, alias: string, isAlone: boolean): boolean {
  const path = names(as('ColumnRef', part)?.['fields'])
  return path.at(-1) === 'shop_id' && (path.length > 1 ? path.at(-2) === alias : isAlone)
}

function* insertWithoutShop({ kind, fields }: Query, tables: readonly string[]): Generator<string> {
  if (kind !== 'InsertStmt') return
  const table = text((fields['relation'] as Part | undefined)?.['relname'])
  const columns = Array.isArray(fields['cols']) ? fields['cols'] : []
  const written = columns.map((column) => text(as('ResTarget', column)?.['name']))
  if (tables.includes(table) && !written.includes('shop_id')) yield `${table} is written without shop_id`
}
