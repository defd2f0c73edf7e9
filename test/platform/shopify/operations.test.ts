import { readdirSync } from 'node:fs'
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { readManifest } from '../../../web/platform/shopify/manifest.ts'
import {
  bulkQueryNames,
  loadBulkQuery,
  loadOperations,
  operationFolders,
} from '../../../web/platform/shopify/operations.ts'

const folder = new URL('../../../web/platform/shopify/operations/', import.meta.url)

test('the table of operations names every file, and no other', () => {
  const folders = { ...operationFolders, bulk: bulkQueryNames }
  expect(readdirSync(folder).sort()).toEqual(Object.keys(folders).sort())
  for (const [name, files] of Object.entries(folders)) {
    expect([...files].sort()).toEqual(namesIn(new URL(`${name}/`, folder)))
  }
})

test("each file's first operation has the file's name", () => {
  const names = [...loadOperations()].map(([name, source]) => {
    const [first] = parse(source).definitions
    return [name, first?.kind === 'OperationDefinition' ? first.name?.value : undefined]
  })
  expect(names).toEqual(
    Object.values(operationFolders).flatMap((files) => files.map((name) => [name, pascalCase(name)])),
  )
})

test('a bulk query is one query without variables', () => {
  for (const name of bulkQueryNames) {
    const { definitions } = parse(loadBulkQuery(name))
    expect(definitions).toMatchObject([{ kind: 'OperationDefinition', operation: 'query', variableDefinitions: [] }])
  }
})

test('the manifest tells what is asked for and which version is spoken', () => {
  const { scopes, apiVersion } = readManifest()
  expect(scopes).toContain('read_orders')
  expect(scopes.filter((scope) => scope !== scope.trim())).toEqual([])
  expect(apiVersion).toBe('2026-10')
})

function namesIn(place: URL): string[] {
  const files = readdirSync(place).filter((file) => file.endsWith('.graphql'))
  return files.map((file) => file.replace(/\.graphql$/, '')).sort()
}

function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())
}
