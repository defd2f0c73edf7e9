import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { queryAsOwner } from '../../support/database/database.ts'
import { aJpeg } from '../../support/pictures.ts'

/** Text that only this shop's rows have: where it turns up in another shop's answer, that answer leaked. */
export function markOf(shop: string): string {
  return `only-${shop.replace(/\W/g, '-')}-knows`
}

type Column = { table: string; name: string; type: string; has_default: boolean; words: string[] }

const columnsQuery = `
  select c.table_name as "table", c.column_name as name, c.data_type as type, c.column_default is not null as has_default,
         coalesce((select array_agg(word[1] order by at) from pg_constraint k,
                     regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''::text', 'g') with ordinality as m(word, at)
                    where k.contype = 'c' and k.conrelid = format('public.%I', c.table_name)::regclass
                      and k.conkey = array[c.ordinal_position::smallint]
                      and pg_get_constraintdef(k.oid) like '%ARRAY[%'), '{}') as words
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
   where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
     and exists (select from information_schema.columns s
                  where s.table_schema = 'public' and s.table_name = c.table_name and s.column_name = 'shop_id')
   order by c.table_name, c.ordinal_position`

/** Every table of a shop's data, as the database itself knows them, with their columns. Asked once of each database. */
export function tablesOfShops(databaseUrl: string): Promise<Map<string, Column[]>> {
  const known = tablesOf.get(databaseUrl)
  if (known !== undefined) return known
  const asked = queryAsOwner<Column>(databaseUrl, columnsQuery).then((columns) =>
    Map.groupBy(columns, (column) => column.table),
  )
  tablesOf.set(databaseUrl, asked)
  return asked
}

const tablesOf = new Map<string, Promise<Map<string, Column[]>>>()

let ids = 7_100_000
const given = new Map<string, string>()

/** The id that the shop's rows of this number have wherever a column has this name: what belongs together, does. */
function idFor(shop: string, name: string, row: number): string {
  const key = `${shop} ${name} ${row}`
  const known = given.get(key)
  if (known !== undefined) return known
  ids += 1
  given.set(key, String(ids))
  return String(ids)
}

/** By the name that the API gives it, `supplierId`: the id in the shop's rows of this number. */
export function idNamed(shop: string, inApi: string, row: number): string | undefined {
  return given.get(`${shop} ${inApi.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} ${row}`)
}

/**
 * Puts rows of the shop into every table there is, a new one included: one for each word that a column may hold. What
 * a check refuses must be taught here, or the table would go untested.
 */
export async function fillTables(databaseUrl: string, shop: string): Promise<void> {
  const tables = await tablesOfShops(databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('begin')
  await client.query('begin')
  for (const [table, columns] of tables) {
    const rows =
      table === 'shop' ? 1 : Math.max(rowsAtLeast[table] ?? 1, ...columns.map((column) => column.words.length))
    for (let row = 0; row < rows; row += 1) {
      const filled = columns.filter(
        ({ name, has_default, words }) => !has_default || words.length > 0 || name.endsWith('_id') || name === 'last',
      )
      const names = filled.map((column) => `"${column.name}"`)
      const values = filled.map((column) => valueFor(column, shop, row))
      const places = filled.map((_column, at) => `$${at + 1}`)
      const sql = `insert into "${table}" (${names.join()}) values (${places.join()}) on conflict do nothing`
      await client.query(sql, values)
    }
  }
  await client.query('commit')
  await client.query('commit')
  await client.end()
}

/** Lines of what is in several states: some can be done only with those of one state. */
const rowsAtLeast: Readonly<Record<string, number>> = { supplier: 6, supplier_order_line: 3, receipt_line: 3 }
/** With which of its words a table begins: the message of the order that is ordered was refused, so that this can be undone. */
const firstWord: Readonly<Record<string, number>> = { supplier_message: 1 }
/** What happened to none of them yet, or says something else in every row. */
const notYet = new Set([
  'uninstalled_at',
  'removal_told_at',
  'erasure_asked_at',
  'deleted_at',
  'applied_at',
  'archived_at',
  'created_at',
  'corrects',
  'ours',
  'theirs',
  'gone_at',
  // An arrival of a supplier order is of nothing else.
  'native_kind',
  'native_document',
  'native_shipment',
])
/** Of these every number is 1: their units are never none, and some are there to be kept. Elsewhere units are 2, so that there is something to order and to send. */
const neverEmpty = new Set(['arrival', 'ordered_for', 'peg', 'stock_point', 'supplier_order_line'])
const numbers = {
  units: 1,
  shipped: 0,
  covered: 1,
  backordered: 0,
  pegged: 0,
  uncovered: 0,
  state: 'open',
  readyOn: null,
}
const instant = '2026-11-20T10:00:00Z'

/** By the column, or by it in one table. */
const specials: Readonly<Record<string, (shop: string, row: number) => unknown>> = {
  number: (_shop, row) => row + 1,
  // Only what is on hand can be held back.
  available: () => 2,
  // More numbers were given than there are rows with one.
  last: () => 1_000,
  // No two are called alike, and of some nothing is under way.
  'supplier.name': (shop, row) => `${markOf(shop)}-${row}`,
  // The last one can be deleted.
  'supplier.archived_at': (_shop, row) => (row === 5 ? instant : null),
  // The address that procedures are called with: orders are sent to their supplier only.
  'supplier.email': () => 'orders@example.com',
  // It is drawn.
  'letterhead.logo': () => aJpeg,
  'letterhead.logo_kind': () => 'jpeg',
  'letterhead.version': () => 1,
}

function valueFor({ table, name, type, words }: Column, shop: string, row: number): unknown {
  if (name === 'shop_id') return shop
  const special = specials[`${table}.${name}`] ?? specials[name]
  if (special !== undefined) return special(shop, row)
  if (notYet.has(name)) return null
  if (words.length > 0) return words[(row + (firstWord[table] ?? 0)) % words.length]
  if (name.endsWith('_id')) return idFor(shop, name, row)
  if (name === 'units' && !neverEmpty.has(table)) return 2
  if (name === 'before' || name === 'after') return JSON.stringify({ ...numbers, note: markOf(shop) })
  const values: Record<string, unknown> = {
    text: `${markOf(shop)}-${table}-${name}`,
    boolean: true,
    integer: neverEmpty.has(table) ? 1 : 0,
    numeric: '1.5',
    uuid: randomUUID(),
    bigint: 0,
    bytea: Buffer.from(`name,currency\n${markOf(shop)},EUR\n`),
    date: '2026-11-20',
    jsonb: JSON.stringify({ note: markOf(shop) }),
    ARRAY: [],
    'timestamp with time zone': instant,
  }
  if (!(type in values))
    throw new Error(`${table}.${name} is of the type ${type}: say here what such a column may hold`)
  return values[type]
}

/** Ids in the shop's rows, whatever they name: of every column the least. */
export async function idsOf(databaseUrl: string, shop: string): Promise<string[]> {
  const found = new Set<string>()
  for (const [table, columns] of await tablesOfShops(databaseUrl)) {
    for (const { name } of columns) {
      if (name === 'shop_id' || !name.endsWith('_id')) continue
      const sql = `select min("${name}"::text) as id from "${table}" where shop_id = $1`
      const [least] = await queryAsOwner<{ id: string | null }>(databaseUrl, sql, [shop])
      if (least?.id) found.add(least.id)
    }
  }
  return [...found]
}

/** One text for all that the shop has: it changes if a single value does. */
export async function everythingOf(databaseUrl: string, shop: string): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const table of (await tablesOfShops(databaseUrl)).keys()) {
    const sql = `select t::text as row from "${table}" t where shop_id = $1 order by 1`
    all[table] = (await queryAsOwner<{ row: string }>(databaseUrl, sql, [shop])).map(({ row }) => row)
  }
  return all
}
