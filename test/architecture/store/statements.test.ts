import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Catalogue } from '../../../scripts/sql/catalogue.ts'
import { statementFaults } from '../../../scripts/sql/statement-faults.ts'
import { recordedFaults } from '../../../scripts/test/recorded-faults.ts'

const immutable = { volatility: 'immutable', reads: false } as const
const stable = { volatility: 'stable', reads: false } as const
const volatile = { volatility: 'volatile', reads: false } as const
const catalogue: Catalogue = {
  tablesOfAShop: ['item', 'stock_point', 'backorder', 'askable_shop'],
  functions: {
    lower: immutable,
    least: immutable,
    make_interval: immutable,
    timezone: stable,
    extract: stable,
    now: stable,
    to_char: stable,
    jsonb_build_object: stable,
    nextval: volatile,
    gen_random_uuid: volatile,
    count: immutable,
    unnest: immutable,
    day_in: immutable,
    shop_day: { volatility: 'volatile', reads: true },
    nudge_shops: { volatility: 'volatile', reads: true },
    shops_with_work: { volatility: 'volatile', reads: true },
  },
}

const faultsOf = (sql: string) => statementFaults(sql, catalogue)

describe('a table of a shop must say whose rows it wants', () => {
  test.each([
    ['alone', 'select sku from item'],
    [
      'by a column of another table',
      'select from item i join backorder b on b.shop_id = i.shop_id where i.shop_id = $1',
    ],
    [
      'joined by USING',
      'select from item join backorder using (shop_id) where item.shop_id = $1 and backorder.shop_id = $1',
    ],
    ['joined naturally', 'select from item natural join backorder where item.shop_id = $1 and backorder.shop_id = $1'],
    ['without saying which of two', 'select from item i, backorder b where shop_id = $1'],
    [
      'in a subquery',
      'select from item i where i.shop_id = $1 and exists (select from backorder b where b.shop_id = i.shop_id)',
    ],
    ['in a query of WITH', 'with found as (select sku from item) select from backorder where shop_id = $1'],
    ['on one side of UNION', 'select sku from item where shop_id = $1 union select item_id from backorder'],
    ['on the other side', 'select item_id from backorder union select sku from item where shop_id = $1'],
    ['beside another condition', 'select from item where shop_id = $1 or sku = $2'],
    ['by several shops', 'select from item where shop_id = any($1)'],
    ['by all but one', 'select from item where shop_id <> $1'],
    ['that is a view', 'select from askable_shop'],
    ['in UPDATE', 'update item set sku = $1'],
    [
      'in FROM of UPDATE',
      'update item i set sku = b.sku from backorder b where i.shop_id = $1 and b.shop_id = i.shop_id',
    ],
    ['in DELETE', 'delete from item where sku = $1'],
    ['in USING of DELETE', 'delete from item i using backorder b where i.shop_id = $1 and b.item_id = i.item_id'],
    ['in INSERT', 'insert into item (sku) values ($1)'],
  ])('%s', (_, sql) => {
    expect(faultsOf(sql)).not.toEqual([])
  })

  test.each([
    ['by a value', 'select from item where shop_id = $1'],
    ['by a value of a type', 'select from item where $1::text = shop_id'],
    [
      'each of several',
      'select from item i left join backorder b on b.shop_id = $1 and b.item_id = i.item_id where i.shop_id = $1',
    ],
    [
      'beside what is no table',
      'select from item join unnest($2::text[]) as wanted(id) on wanted.id = item_id where shop_id = $1',
    ],
    [
      'by a query of WITH that has a table’s name',
      'with item as (select sku from backorder where shop_id = $1) select from item',
    ],
    ['not at all of a function', 'select shop from shops_with_work() as shop'],
  ])('and does %s', (_, sql) => {
    expect(faultsOf(sql)).toEqual([])
  })
})

describe('a statement of a shop’s tables calls no function that reads others', () => {
  test.each([
    ['for a column', 'select shop_day($1) from item where shop_id = $1'],
    ['where it writes', `insert into item (shop_id, sku) values ($1, shop_day($1)::text)`],
    ['under a condition', 'select nudge_shops($2) where exists (select from item where shop_id = $1)'],
  ])('%s', (_, sql) => {
    expect(faultsOf(sql)).toEqual([expect.stringMatching(/^(shop_day|nudge_shops) is called/)])
  })

  test.each([
    ['one that works with what it is given', 'select day_in($2, seen_at) from item where shop_id = $1'],
    ['one alone', 'select nudge_shops(array(select shops_with_work()))'],
  ])('but %s', (_, sql) => {
    expect(faultsOf(sql)).toEqual([])
  })
})

describe('what is written comes out the same wherever it is worked out', () => {
  const insert = 'insert into item as known (shop_id, sku) values ($1, $2) on conflict (shop_id, sku)'
  test.each([
    [
      'the time within a choice',
      'update item set at = coalesce(at, now()) where shop_id = $1',
      'UPDATE has now() within',
    ],
    [
      'the time by another name',
      'update item set at = case when $2 then current_timestamp end where shop_id = $1',
      'UPDATE has current_timestamp',
    ],
    [
      'the time within a condition',
      'delete from item where shop_id = $1 and coalesce(at, now()) < $2',
      'DELETE has now() within',
    ],
    ['a number in line', `update item set version = nextval('x') where shop_id = $1`, 'UPDATE has nextval()'],
    ['chance', 'update item set token = gen_random_uuid() where shop_id = $1', 'UPDATE has gen_random_uuid()'],
    [
      'the hour of a column’s time',
      'update item set hour = extract(hour from at) where shop_id = $1',
      'UPDATE has extract() of a column',
    ],
    [
      'words for a column’s time',
      `update item set day = to_char(at, 'YYYY') where shop_id = $1`,
      'UPDATE has to_char() of a column',
    ],
    ['days of the calendar', `update item set at = at - interval '1 day' where shop_id = $1`, 'UPDATE has a sum'],
    [
      'as many hours as a column says',
      'update item set at = now() + make_interval(hours => tries) where shop_id = $1',
      'UPDATE has a sum',
    ],
    [
      'days of the calendar in DELETE',
      `delete from item where shop_id = $1 and at + interval '1 day' < now()`,
      'DELETE has a sum',
    ],
    ['the time in DO UPDATE', `${insert} do update set seen_at = now()`, 'DO UPDATE has now()'],
    ['the time in its condition', `${insert} do update set sku = $2 where known.at < now()`, 'DO UPDATE has now()'],
    [
      'words for a time in RETURNING',
      `delete from item where shop_id = $1 returning jsonb_build_object('at', at)`,
      'RETURNING has jsonb_build_object()',
    ],
    ['another shop', 'update item set shop_id = $2 where shop_id = $1', 'shop_id is set'],
    ['the same shop', `${insert} do update set shop_id = $1`, 'shop_id is set'],
  ])('not %s', (_, sql, fault) => {
    expect(faultsOf(sql)).toEqual([expect.stringContaining(fault)])
  })

  test.each([
    ['the time of a row that was to be added', `${insert} do update set seen_at = excluded.seen_at`],
    ['the time', `update item set seen_at = now() + interval '1 day' where shop_id = $1`],
    ['a time that has passed', `${insert} do update set age = extract(epoch from excluded.at - known.at)`],
    [
      'a time asked for beside it',
      'update item set at = coalesce(at, moment) from (select now() as moment) as clock where shop_id = $1',
    ],
    [
      'hours of a time without its zone',
      `update item set at = at at time zone 'UTC' + interval '1 hour' where shop_id = $1`,
    ],
    ['what is only worked with', `${insert} do update set sku = lower(excluded.sku) returning xmax = 0 as is_new`],
    ['the time of a new row', 'insert into item (shop_id, seen_at) values ($1, now())'],
  ])('but %s', (_, sql) => {
    expect(faultsOf(sql)).toEqual([])
  })
})

describe('rows that are selected and added', () => {
  const rows = 'insert into item (shop_id, sku)'
  const found = 'select $1, item_id from backorder where shop_id = $1'
  test.each([
    ['straight from a table', `${rows} ${found} on conflict do nothing`, 'reads tables'],
    [
      'from a query of WITH that may be folded in',
      `with found as (${found}) ${rows} select * from found returning 1`,
      'reads tables',
    ],
    [
      'from a table in a subquery',
      `${rows} select $1, sku from unnest($2::text[]) as sku where exists (${found}) returning 1`,
      'reads tables',
    ],
    [
      'from a table in its own WITH',
      `${rows} with found as (${found}) select * from found returning 1`,
      'reads tables',
    ],
    ['without an end', `${rows} select $1, * from unnest($2::text[])`, 'ends in neither'],
    [
      'with a parameter when they are there',
      `${rows} select $1, * from unnest($2::text[]) on conflict (shop_id) do update set sku = $3`,
      'has a parameter',
    ],
  ])('do not come %s', (_, sql, fault) => {
    expect(faultsOf(sql)).toEqual([expect.stringContaining(fault)])
  })

  test.each([
    ['were gathered', `with found as materialized (${found}) ${rows} select * from found on conflict do nothing`],
    [
      'were gathered by a query of two',
      `with seen as (${found}), found as materialized (select * from seen) ${rows} select * from found returning 1`,
    ],
    [
      'were taken out',
      `with gone as (delete from backorder where shop_id = $1 returning item_id) ${rows} select $1, item_id from gone returning 1`,
    ],
    ['were given', `${rows} select $1, * from unnest($2::text[]) returning 1`],
  ])('may come where they %s', (_, sql) => {
    expect(faultsOf(sql)).toEqual([])
  })
})

describe('what a run of the tests recorded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backline-recorded-'))
  const write = (...statements: { place: string; text: string }[]) => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'catalogue.json'), JSON.stringify(catalogue))
    writeFileSync(join(folder, '1.jsonl'), statements.map((one) => `${JSON.stringify(one)}\n`).join(''))
  }
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('is told with its place, the rule that it breaks, and its text', () => {
    const text = 'select sku from item'
    write(
      { place: 'web/shop/store/items.ts:3', text },
      { place: 'web/shop/store/items.ts:9', text: `${text} where shop_id = $1` },
    )
    expect(recordedFaults(folder)).toEqual([
      'web/shop/store/items.ts:3\n  item is not filtered by shop_id = a value\nselect sku from item',
    ])
  })

  test('is told once, however many processes sent it', () => {
    const one = { place: 'web/shop/store/items.ts:3', text: 'select sku from item' }
    write(one, one)
    writeFileSync(join(folder, '2.jsonl'), `${JSON.stringify(one)}\n`)
    expect(recordedFaults(folder)).toHaveLength(1)
  })

  test('is nothing where no test used a database', () => {
    mkdirSync(folder, { recursive: true })
    expect(recordedFaults(folder)).toEqual([])
  })
})
