import { posix } from 'node:path'
import type { Import } from '../parse-module.ts'
import { allowed, importsBack, ownPackages, roleOf, roomOf, rooms } from './rooms.ts'

/** What a file of a room may not import, as a sentence; none for what it may. */
export function roomFaults(file: string, { specifier, isTypeOnly }: Import): string[] {
  const may = allowed[roleOf(file)]
  if (!specifier.startsWith('.')) {
    const own = Object.entries(ownPackages).flatMap(([folder, names]) => (file.startsWith(`${folder}/`) ? names : []))
    const asType = isTypeOnly ? (may.typesOfPackages ?? []) : []
    if ([...may.packages, ...own, ...asType].some((entry) => isPackage(specifier, entry))) return []
    return [`${file}: ${roleOf(file)} may not import ${specifier}`]
  }
  const target = posix.join(posix.dirname(file), specifier)
  const [from, to] = [roomOf(file), roomOf(target)]
  if (from === null || to === null) return [`${file}: no room may import ${target}`]
  const faults = []
  if (rooms.indexOf(to) > rooms.indexOf(from) && !importsBack[target]?.includes(file))
    faults.push(`${file}: ${from} is below ${to} and may not import ${target}`)
  const role = roleOf(target)
  const isAllowed = may.roles.includes(role) || may.files?.includes(target) || (isTypeOnly && may.types?.includes(role))
  const hint = may.types?.includes(role) ? ' except with `import type`' : ''
  if (!isAllowed) faults.push(`${file}: ${roleOf(file)} may not import ${target}, which is ${role}${hint}`)
  return faults
}

export function isPackage(specifier: string, entry: string): boolean {
  if (entry === '(any package)') return !specifier.startsWith('node:')
  if (entry.endsWith('*')) return specifier.startsWith(entry.slice(0, -1))
  return specifier === entry || specifier.startsWith(`${entry}/`)
}
