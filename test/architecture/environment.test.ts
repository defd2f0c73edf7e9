import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exampleFaults } from '../../scripts/guards/example-faults.ts'
import { readConfig } from '../../web/platform/config.ts'

test('env.example lists exactly the variables that are read', () => {
  expect(exampleFaults(readFileSync('env.example', 'utf8'), readConfig)).toEqual([])
})

describe('the guard sees', () => {
  test.each([
    ['a variable that is read and not listed', 'PORT=3000', /HOST is read/],
    ['a variable that is listed and never read', 'PORT=3000\nHOST=\nCOLOUR=red', /COLOUR is listed and never read/],
    ['a variable that is listed twice', 'PORT=3000\nHOST=\nPORT=3001', /PORT is listed twice/],
  ])('%s', (_, example, fault) => {
    const read = (env: Record<string, string | undefined>) => [env['PORT'], env['HOST']]
    expect(exampleFaults(example, read)).toEqual([expect.stringMatching(fault)])
  })
})
