import { describe, expect, test } from 'vitest'
import { writerFaults } from '../../../scripts/guards/writer-faults.ts'
import { sample, sources } from '../sources.ts'

test('who writes a table on which counts or marks hang is one of those who see to it that these follow', () => {
  expect(writerFaults(sources)).toEqual([])
})

describe('the guard sees', () => {
  test.each([
    ['a row that is added', "tx.query('insert into backorder (shop_id) values ($1)')"],
    ['rows that are changed', "tx.query(`update\n  supplier set name = 'x'`)"],
    ['rows that are taken out', 'tx.query(`DELETE FROM "catalogue_entry" WHERE shop_id = $1`)'],
    ['a count', "tx.query('update backorder_count set lines = 0')"],
  ])('%s', (_, text) => {
    expect(writerFaults(sample('web/shop/store/shops.ts', text))).toEqual([
      expect.stringMatching(/^web\/shop\/store\/shops.ts: writes \w+, on which/),
    ])
  })

  test('nothing wrong in who may, in a row that is only read, nor in a table of another name', () => {
    const text = "tx.query('insert into item_rule (shop_id) values ($1)')"
    expect(writerFaults(sample('web/suppliers/store/item-rules.ts', text))).toEqual([])
    const other =
      "tx.query('select from backorder for update'); tx.query('insert into supplier_order (shop_id) values ($1)')"
    expect(writerFaults(sample('web/shop/store/shops.ts', other))).toEqual([])
  })
})
