import { expect, test } from 'vitest'
import { folderFaults } from '../../scripts/guards/folder-faults.ts'
import { projectFiles } from '../../scripts/guards/read-sources.ts'

test('no folder has more files than somebody takes in', () => {
  expect(folderFaults(projectFiles(new URL('../..', import.meta.url).pathname))).toEqual([])
})

test('the guard counts what is directly in a folder, and leaves lists alone', () => {
  const many = (folder: string, count: number) => Array.from({ length: count }, (_, index) => `${folder}/${index}.ts`)
  expect(folderFaults([...many('web/shop/store', 17), ...many('web/shop', 16)])).toEqual([
    'web/shop/store: 17 files in one folder are more than 16',
  ])
  expect(folderFaults(many('docs/decisions', 40))).toEqual([])
})
