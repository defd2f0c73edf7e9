import { readdirSync } from 'node:fs'
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { readManifest } from '../../../web/server/shopify/manifest.ts'
import { loadOperations, operationNames } from '../../../web/server/shopify/operations.ts'

const folder = new URL('../../../web/server/shopify/operations/', import.meta.url)

test('the table of operations names every file, and no other', () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.graphql$/, ''))
  expect([...operationNames].sort()).toEqual(files.sort())
})

test("each file's first operation has the file's name", () => {
  const names = [...loadOperations()].map(([name, source]) => {
    const [first] = parse(source).definitions
    return [name, first?.kind === 'OperationDefinition' ? first.name?.value : undefined]
  })
  expect(names).toEqual(operationNames.map((name) => [name, pascalCase(name)]))
})

test('the manifest tells what is asked for and which version is spoken', () => {
  const { scopes, apiVersion } = readManifest()
  expect(scopes).toContain('read_orders')
  expect(scopes.filter((scope) => scope !== scope.trim())).toEqual([])
  expect(apiVersion).toBe('2026-10')
})

function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())
}
