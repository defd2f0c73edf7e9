import { describe, expect, test } from 'vitest'
import { shopFaults } from '../../../scripts/guards/shop-faults.ts'
import { sample, sources } from '../sources.ts'

test('nothing names a shop beside a transaction that knows its shop', () => {
  expect(shopFaults(sources)).toEqual([])
})

describe('the guard sees', () => {
  test.each([
    ['a function', 'function loadItem(tx: ShopSql, shop: string, itemId: string) {}'],
    ['one that names it later', 'const loadItem = (tx: ShopSql, { itemId }: Item, shopId: string) => itemId'],
    ['one that knows which it mostly is', "function loadItem(tx: ShopSql, shop = 'mugs') {}"],
    ['one that is given a way to begin transactions', 'async function send(inShop: InShop, shop: string) {}'],
    ['a method', 'class Marks { write(tx: ShopSql, shop: string) {} }'],
    ['the type of a function', 'type Load = (tx: ShopSql, shop: string) => void'],
    ['a thing that has both', 'type Batch = { readonly tx: ShopSql; readonly shop: string }'],
  ])('%s', (_, text) => {
    expect(shopFaults(sample('web/shop/store/shops.ts', text))).toEqual([
      expect.stringMatching(/^web\/shop\/store\/shops.ts: .* has a shop beside what knows its shop$/),
    ])
  })

  test('a shop that is put into a statement by hand', () => {
    const text = "tx.queryWithoutShop('select from item where shop_id = $1', [shop])"
    expect(shopFaults(sample('web/shop/store/items.ts', text))).toEqual([
      expect.stringMatching(/^web\/shop\/store\/items.ts: queryWithoutShop is for statements/),
    ])
  })

  test('nothing wrong in who binds a transaction, or asks what is not about a shop', () => {
    const text = `
      function loadLane(db: Database, shop: string, work: (tx: ShopSql) => void) {}
      tx.query('select from item where shop_id = $1 and item_id = $2', [itemId])
      tx.queryWithoutShop('select now()')`
    expect(shopFaults(sample('web/shop/store/items.ts', text))).toEqual([])
  })
})
