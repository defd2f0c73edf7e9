/** A part of what PostgreSQL's grammar makes of a statement: an object with one key, its kind, or the fields of one. */
export type Part = { readonly [field: string]: unknown }

export const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields of a part, if it is of this kind. */
export function as(kind: string, part: unknown): Part | null {
  const fields = isPart(part) ? part[kind] : undefined
  return isPart(fields) ? fields : null
}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The names of a column or of a function, outermost first. */
export function names(value: unknown): string[] {
  return list(value).map((part) => text(as('String', part)?.['sval'] ?? (as('A_Star', part) ? '*' : '')))
}

/** Everything of a kind within a part, itself included. */
export function* within(kind: string, part: unknown): Generator<Part> {
  if (Array.isArray(part)) for (const one of part) yield* within(kind, one)
  if (!isPart(part)) return
  for (const [key, value] of Object.entries(part)) {
    if (key === kind && isPart(value)) yield value
    yield* within(kind, value)
  }
}

/** Conditions that all must hold. */
function conjuncts(condition: unknown): unknown[] {
  const all = as('BoolExpr', condition)
  if (all?.['boolop'] === 'AND_EXPR') return list(all['args']).flatMap(conjuncts)
  return isPart(condition) ? [condition] : []
}

/** Given from outside of the statement, or written down in it. */
export function isValue(part: unknown): boolean {
  const cast = as('TypeCast', part)
  if (cast) return isValue(cast['arg'])
  return as('ParamRef', part) !== null || as('A_Const', part) !== null
}

const statements = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'] as const

export type Query = {
  readonly kind: (typeof statements)[number]
  readonly fields: Part
  /** The queries of WITH that it may name, by name. */
  readonly named: ReadonlyMap<string, Part>
}

/** Every query of a statement, whatever it lies in. */
export function* queriesOf(part: unknown, named: ReadonlyMap<string, Part> = new Map()): Generator<Query> {
  if (Array.isArray(part)) for (const one of part) yield* queriesOf(one, named)
  if (!isPart(part)) return
  for (const [key, value] of Object.entries(part)) {
    const kind = statements.find((known) => known === key || (known === 'SelectStmt' && isSide(key, value)))
    if (kind && isPart(value)) yield* queriesIn(kind, value, named)
    else yield* queriesOf(value, named)
  }
}

/** UNION and its like have two, which do not say their kind. */
const isSide = (key: string, value: unknown) => (key === 'larg' || key === 'rarg') && isPart(value) && 'op' in value

function* queriesIn(kind: Query['kind'], fields: Part, outer: ReadonlyMap<string, Part>): Generator<Query> {
  const named = new Map([...outer, ...withOf(fields)])
  yield { kind, fields, named }
  yield* queriesOf(fields, named)
}

/** The queries of its own WITH. */
export function withOf(fields: Part): [string, Part][] {
  const clause = fields['withClause']
  return list(isPart(clause) ? clause['ctes'] : null).flatMap((one): [string, Part][] => {
    const named = as('CommonTableExpr', one)
    return named ? [[text(named['ctename']), named]] : []
  })
}

export type Joined = {
  /** What is read by name, with the name that its columns go by; queries of WITH included. */
  readonly relations: readonly { readonly name: string; readonly alias: string }[]
  readonly conditions: readonly unknown[]
  /** Columns that two are joined by without a condition. */
  readonly usings: readonly string[]
}

/** What stands beside each other in one query, and what must hold of it. */
export function joinedBy({ kind, fields }: Query): Joined {
  const target = kind === 'UpdateStmt' || kind === 'DeleteStmt' ? [{ RangeVar: fields['relation'] }] : []
  const from = [...target, ...list(fields['fromClause']), ...list(fields['usingClause'])].map(joinedIn)
  return {
    relations: from.flatMap(({ relations }) => relations),
    conditions: [...from.flatMap(({ conditions }) => conditions), ...conjuncts(fields['whereClause'])],
    usings: from.flatMap(({ usings }) => usings),
  }
}

function joinedIn(part: unknown): Joined {
  const table = as('RangeVar', part)
  if (table) {
    const name = text(table['relname'])
    const alias = isPart(table['alias']) ? text(table['alias']['aliasname']) : name
    return { relations: [{ name, alias }], conditions: [], usings: [] }
  }
  const join = as('JoinExpr', part)
  if (!join) return { relations: [], conditions: [], usings: [] }
  const sides = [joinedIn(join['larg']), joinedIn(join['rarg'])]
  return {
    relations: sides.flatMap(({ relations }) => relations),
    conditions: [...sides.flatMap(({ conditions }) => conditions), ...conjuncts(join['quals'])],
    usings: [
      ...sides.flatMap(({ usings }) => usings),
      ...names(join['usingClause']),
      ...(join['isNatural'] ? ['shop_id'] : []),
    ],
  }
}
