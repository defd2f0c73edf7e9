// The subset of Shopify's search syntax that filters need: `field:value`, `field:>=value`, quotes, comma lists, AND
// (also unsaid), OR, NOT or `-`, parentheses. https://shopify.dev/docs/api/usage/search-syntax
import { GraphQLError } from 'graphql'

export type Comparator = '' | '<' | '<=' | '>' | '>='

export type Test<Row> = (row: Row) => boolean

/** Makes the test of one term; throws what is wrong with its value. */
export type Filter<Row> = (comparator: Comparator, value: string) => Test<Row>

/** `file` is where another filter would be added. */
export type Filters<Row> = { readonly file: string; readonly byName: Readonly<Record<string, Filter<Row>>> }

const token = /\s*(?:(\(|\))|(-)?([A-Za-z_]+):(<=|>=|<|>)?((?:"[^"]*"|'[^']*'|[^\s()"'])+)|([^\s()]+))/y

/** The rows that a `query` argument asks for. An empty text asks for all. */
export function readSearch<Row>(text: string, filters: Filters<Row>): Test<Row> {
  const tokens = tokensOf(text)
  if (tokens.length === 0) return () => true
  const reading: Reading<Row> = { tokens, at: 0, filters }
  const test = readEither(reading)
  if (reading.at < tokens.length) throw wrong(`unexpected ${tokens[reading.at]?.text}`)
  return test
}

type Token = {
  readonly text: string
  readonly term?: { isNegated: boolean; name: string; comparator: Comparator; value: string }
}

type Reading<Row> = { readonly tokens: readonly Token[]; at: number; readonly filters: Filters<Row> }

function readEither<Row>(reading: Reading<Row>): Test<Row> {
  const tests = [readAll(reading)]
  while (takes(reading, 'OR')) tests.push(readAll(reading))
  return (row) => tests.some((test) => test(row))
}

function readAll<Row>(reading: Reading<Row>): Test<Row> {
  const tests = [readOne(reading)]
  for (;;) {
    const isSaid = takes(reading, 'AND')
    const next = reading.tokens[reading.at]?.text
    if (!isSaid && (next === undefined || next === 'OR' || next === ')')) break
    tests.push(readOne(reading))
  }
  return (row) => tests.every((test) => test(row))
}

function readOne<Row>(reading: Reading<Row>): Test<Row> {
  if (takes(reading, 'NOT') || takes(reading, '-')) {
    const test = readOne(reading)
    return (row) => !test(row)
  }
  if (takes(reading, '(')) {
    const test = readEither(reading)
    if (!takes(reading, ')')) throw wrong('a parenthesis is not closed')
    return test
  }
  const next = reading.tokens[reading.at]
  reading.at += 1
  if (next?.term === undefined)
    throw wrong(`only field:value is searched by, not "${next?.text ?? ''}"`, reading.filters.file)
  return readTerm(next.term, reading.filters)
}

function readTerm<Row>(
  { isNegated, name, comparator, value }: NonNullable<Token['term']>,
  filters: Filters<Row>,
): Test<Row> {
  const filter = Object.hasOwn(filters.byName, name) ? filters.byName[name] : undefined
  if (filter === undefined) throw wrong(`the filter "${name}" is unknown`, filters.file)
  const tests = valuesOf(value).map((each) => filter(comparator, each))
  return (row) => tests.some((test) => test(row)) !== isNegated
}

/** `a,'b c'` are two values. */
function valuesOf(text: string): string[] {
  return (text.match(/"[^"]*"|'[^']*'|[^,"']+/g) ?? []).map((value) => value.replace(/^(["'])(.*)\1$/, '$2'))
}

function takes<Row>(reading: Reading<Row>, word: string): boolean {
  const next = reading.tokens[reading.at]
  if (next === undefined || next.term !== undefined || next.text !== word) return false
  reading.at += 1
  return true
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  token.lastIndex = 0
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [, parenthesis, minus, name, comparator, value, word] = found
    if (name === undefined || value === undefined) tokens.push({ text: parenthesis ?? word ?? '' })
    else {
      const term = { isNegated: minus !== undefined, name, comparator: (comparator ?? '') as Comparator, value }
      tokens.push({ text: found[0].trim(), term })
    }
  }
  return tokens
}

export function wrong(what: string, file?: string): GraphQLError {
  const where = file === undefined ? '' : `: teach it in simulator/admin-api/${file}`
  return new GraphQLError(`Invalid search query: ${what}${where}`, { extensions: { code: 'BAD_REQUEST' } })
}
