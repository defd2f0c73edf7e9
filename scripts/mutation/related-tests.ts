import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseModule } from '../guards/parse-module.ts'

const imported = new Map<string, readonly string[]>()

/** Of these test files, the ones that a source file is part of, however far down. */
export function relatedTests(source: string, tests: readonly string[]): string[] {
  return tests.filter((test) => reachable(test).has(source))
}

const reached = new Map<string, ReadonlySet<string>>()

function reachable(file: string): ReadonlySet<string> {
  const known = reached.get(file)
  if (known !== undefined) return known
  const found = new Set([file])
  for (const one of found) for (const next of importsOf(one)) found.add(next)
  reached.set(file, found)
  return found
}

function importsOf(file: string): readonly string[] {
  const known = imported.get(file)
  if (known !== undefined) return known
  const ours = parseModule(file, readFileSync(file, 'utf8'))
    .imports.filter(({ specifier, isTypeOnly }) => specifier.startsWith('.') && !isTypeOnly)
    .map(({ specifier }) => resolve(dirname(file), specifier))
    .filter((path) => /\.tsx?$/.test(path) && existsSync(path))
  imported.set(file, ours)
  return ours
}
