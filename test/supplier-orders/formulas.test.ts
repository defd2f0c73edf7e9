import { expect, it } from 'vitest'
import { csv } from '../../web/platform/documents/csv.ts'
import { csvRow } from '../../web/suppliers/csv/export/write-row.ts'

it.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '＝1+1', '＋1+1', '－1+1', '＠SUM(A1)', '\t=1+1', '\r=1+1', '\n=1+1'])(
  'a cell that begins like %j is a text in every file',
  (cell) => {
    for (const file of [csv([[cell]]), csvRow([cell])]) expect(file).toMatch(/^"?'/)
  },
)

it('a cell that does not begin like one is as it is', () => {
  expect(csvRow(['Pottery ＝ art', 3, null])).toBe('Pottery ＝ art,3,\r\n')
  expect(csv([['Pottery ＝ art', 3, null]])).toBe('Pottery ＝ art,3,\r\n')
})
