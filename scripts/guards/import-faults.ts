import { posix } from 'node:path'
import { type ImportRow, importTable } from './import-table.ts'
import { type Import, parseModule } from './parse-module.ts'

/** Repository paths and the texts of the files there. */
export type Sources = ReadonlyMap<string, string>

/** Every import that the table does not allow, as sentences. */
export function importFaults(sources: Sources, table: readonly ImportRow[] = importTable): string[] {
  return [...sources].flatMap(([file, source]) => {
    if (!/\.(ts|tsx|mjs)$/.test(file) || !file.includes('/')) return []
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
  const names = (entry: string) => (isOurs ? isWithin(target, entry) : isPackage(target, entry))
  const asType = row.mayTypes ?? []
  if ([...row.may, ...ownFeature(file), ...(isTypeOnly ? asType : [])].some(names)) return []
  const hint = asType.some(names) ? ' except with `import type`' : ''
  return [`${file}: ${row.folder} may not import ${target}${hint}`]
}

// A feature may import itself, and no other feature.
function ownFeature(file: string): string[] {
  return file.match(/^web\/frontend\/src\/features\/[^/]+/)?.slice(0, 1) ?? []
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function isPackage(specifier: string, entry: string): boolean {
  if (entry === '(any package)') return !specifier.startsWith('node:')
  return entry.endsWith('*') ? specifier.startsWith(entry.slice(0, -1)) : isWithin(specifier, entry)
}
