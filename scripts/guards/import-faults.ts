import { posix } from 'node:path'
import { type ImportRow, importTable } from './imports/import-table.ts'
import { isPackage, roomFaults } from './imports/room-faults.ts'
import { roleOf, roomOf } from './imports/rooms.ts'
import { type Import, parseModule } from './parse-module.ts'

/** Repository paths and the texts of the files there. */
export type Sources = ReadonlyMap<string, string>

/** Every import that the tables do not allow, as sentences. */
export function importFaults(sources: Sources, table: readonly ImportRow[] = importTable): string[] {
  return [...sources].flatMap(([file, source]) => {
    if (!/\.(ts|tsx|mjs)$/.test(file) || !file.includes('/')) return []
    if (roomOf(file) !== null) return parseModule(file, source).imports.flatMap((one) => roomFaults(file, one))
    const row = rowOf(file, table)
    if (row === null) return [`${file}: no row of the import table covers this folder`]
    return parseModule(file, source).imports.flatMap((one) => faultOf(file, one, row))
  })
}

function rowOf(file: string, table: readonly ImportRow[]): ImportRow | null {
  const [row] = table.filter(({ folder }) => isWithin(file, folder)).sort((a, b) => b.folder.length - a.folder.length)
  return row ?? null
}

function faultOf(file: string, { specifier, isTypeOnly }: Import, row: ImportRow): string[] {
  const isOurs = specifier.startsWith('.')
  const target = isOurs ? posix.join(posix.dirname(file), specifier.replace(/\?.*$/, '')) : specifier
  const names = (entry: string) => (isOurs ? isOf(entry, target, file) : isPackage(target, entry))
  const asType = row.mayTypes ?? []
  if ([...row.may, ...(isTypeOnly ? asType : [])].some(names)) return []
  const hint = asType.some(names) ? ' except with `import type`' : ''
  return [`${file}: ${row.folder} may not import ${target}${hint}`]
}

function isOf(entry: string, target: string, file: string): boolean {
  // Pure rules have the same answer in a browser.
  if (entry === '(contracts)') return roomOf(target) !== null && ['contract', 'rules'].includes(roleOf(target))
  if (entry === '(own room)') return isWithin(target, file.split('/').slice(0, 4).join('/'))
  // Parts (.tsx) and what they do are their room's own.
  if (entry === '(words and queries)')
    return /^web\/frontend\/src\/.+(-words|-number|-queries|-choices)\.ts$/.test(target)
  return isWithin(target, entry)
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
