import type { Catalogue } from './catalogue.ts'
import { as, isPart, joinedBy, list, names, type Part, queriesOf, text, within } from './syntax.ts'

/** Functions of ours that do more than work with what they are given, in a statement that reads or writes a shop's tables. */
export function* readingFunctions(statement: unknown, catalogue: Catalogue): Generator<string> {
  if (!touchesAShop(statement, catalogue)) return
  for (const call of within('FuncCall', statement)) {
    const name = functionName(call)
    if (catalogue.functions[name]?.reads) yield `${name} is called beside tables of a shop, and is not immutable`
  }
}

const functionName = (call: Part): string => names(call['funcname']).at(-1) ?? ''

function touchesAShop(statement: unknown, { tablesOfAShop }: Catalogue): boolean {
  return [...queriesOf(statement)].some((query) => {
    const written = query.fields['relation']
    const target = isPart(written) ? [text(written['relname'])] : []
    const read = joinedBy(query).relations.flatMap(({ name }) => (query.named.has(name) ? [] : [name]))
    return [...target, ...read].some((name) => tablesOfAShop.includes(name))
  })
}

export type Changeable = { readonly what: string; readonly isVolatile: boolean; readonly isOfColumns: boolean }

/** What in an expression may answer otherwise another time or elsewhere, as it is called. */
export function* changeable(part: unknown, { functions }: Catalogue): Generator<Changeable> {
  const isOfColumns = (expression: unknown) => within('ColumnRef', expression).next().done !== true
  for (const call of within('FuncCall', part)) {
    const name = functionName(call)
    const volatility = functions[name]?.volatility ?? 'volatile'
    if (volatility !== 'immutable' && !isSettled(call)) {
      yield { what: `${name}()`, isVolatile: volatility === 'volatile', isOfColumns: isOfColumns(call['args']) }
    }
  }
  for (const value of within('SQLValueFunction', part)) {
    yield { what: text(value['op']).replace('SVFOP_', '').toLowerCase(), isVolatile: false, isOfColumns: false }
  }
  for (const sum of within('A_Expr', part)) {
    if (isZoned(sum)) yield { what: 'a sum with an interval', isVolatile: false, isOfColumns: isOfColumns(sum) }
  }
}

/**
 * Functions of one name are as changeable as the worst of them. Not so AT TIME ZONE, which is only of times of day with a zone,
 * and EXTRACT of the difference between two moments, which is the same wherever one is.
 */
function isSettled(call: Part): boolean {
  const [, of] = list(call['args'])
  const name = functionName(call)
  return name === 'timezone' || (name === 'extract' && names(as('A_Expr', of)?.['name'])[0] === '-')
}

/** How long a day is depends on the time zone that the session has, unless the moment was taken AT TIME ZONE. */
function isZoned(sum: Part): boolean {
  const sides = [sum['lexpr'], sum['rexpr']]
  const isLocal = (side: unknown) => functionName(as('FuncCall', side) ?? {}) === 'timezone'
  return ['+', '-'].includes(names(sum['name'])[0] ?? '') && sides.some(isInterval) && !sides.some(isLocal)
}

function isInterval(part: unknown): boolean {
  const cast = as('TypeCast', part)
  if (cast) return names((cast['typeName'] as Part | undefined)?.['names']).at(-1) === 'interval'
  const call = as('FuncCall', part)
  if (call) return functionName(call) === 'make_interval'
  const product = as('A_Expr', part)
  return product !== null && names(product['name'])[0] === '*' && [product['lexpr'], product['rexpr']].some(isInterval)
}
